// The plan that the README prints, as the command prints it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCENARIO = 'examples/scenarios/darlington/nine-years-old.yaml';

/** The README with the plan between its two marks replaced. */
export function readme(root: string): Map<string, string> {
  const before = readFileSync(join(root, 'README.md'), 'utf8');
  const plan = execFileSync(process.execPath, ['local/homeward.mjs', 'simulate', 'darlington', SCENARIO], {
    cwd: root,
    encoding: 'utf8',
  });
  const block = ['<!-- plan -->', '```', plan.trimEnd(), '```', '<!-- /plan -->'].join('\n');
  return new Map([['README.md', before.replace(/<!-- plan -->[\s\S]*<!-- \/plan -->/, () => block)]]);
}
