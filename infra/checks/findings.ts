// What the checks found, whichever of them it was, a line each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ValidationReport {
  pluginReports: {
    /** Why a validator gave up, which is a finding too: its violations are then an empty list. */
    metadata?: { error?: string };
    violations: Violation[];
  }[];
}

interface Violation {
  ruleName: string;
  description: string;
  violatingConstructs: { constructPath: string }[];
}

/** What was found in an assembly synthesized with validation, a line each. Throws where there is no report. */
export function findings(outdir: string): string[] {
  const file = join(outdir, 'validation-report.json');
  const { pluginReports }: ValidationReport = JSON.parse(readFileSync(file, 'utf8'));
  return pluginReports.flatMap(({ metadata, violations }) => [
    ...(metadata?.error ? [metadata.error] : []),
    ...violations.map(inOneLine),
  ]);
}

function inOneLine({ ruleName, description, violatingConstructs }: Violation): string {
  const where = violatingConstructs.map(({ constructPath }) => constructPath).join(', ');
  return `${where}: ${description.replace(/ - \(Control IDs: .*\)/s, '')} (${ruleName})`;
}
