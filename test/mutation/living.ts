// Says of each mutant that lives as soon as it is known, so that nobody waits for the end to look at it.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { oneLine } from './survivors.ts';

interface Tried {
  fileName: string;
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
  replacement?: string;
  status: string;
}

class Living {
  onMutantTested({ fileName, location: { start, end }, replacement = '', status }: Tried): void {
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    const lines = readFileSync(fileName, 'utf8')
      .split('\n')
      .slice(start.line - 1, end.line);
    lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column - 1);
    lines[0] = (lines[0] ?? '').slice(start.column - 1);
    const file = relative(process.cwd(), fileName);
    console.log(`lives  ${file}:${start.line}: ${oneLine(lines.join('\n'))}  ->  ${oneLine(replacement)}`);
  }
}

const create = Object.assign(() => new Living(), { inject: [] });

export const strykerPlugins = [{ kind: 'Reporter', name: 'living', factory: create }];
