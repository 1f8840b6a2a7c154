// What the validator of CloudFormation templates finds is an error here, its warnings included.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';

/** The CDK's own validator, made strict: to the CDK a value that CloudFormation does not know (W3030) only warns. */
export class StrictValidation implements IPolicyValidationPlugin {
  readonly name = CloudFormationValidatePlugin.PLUGIN_NAME;
  private readonly validator = new CloudFormationValidatePlugin();

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = this.validator.validate(context);
    const violations = report.violations.map((violation) => ({ ...violation, severity: 'error' }));
    return { ...report, violations, success: violations.length === 0 };
  }
}

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
  return `${where}: ${description} (${ruleName})`;
}
