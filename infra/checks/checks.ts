// All that is asked of a template before it may be deployed; whatever one of them finds is an error.
import { readFileSync } from 'node:fs';
import {
  type App,
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { addresses } from './addresses.ts';
import { consoles } from './consoles.ts';
import { mail } from './mail.ts';
import { permissions } from './permissions.ts';
import { queues } from './queues.ts';
import { records } from './records.ts';
import { type Check, type Fault, Template } from './template.ts';
import { times } from './times.ts';

export function addChecks(app: App): void {
  Validations.of(app).addPlugins(
    new StrictValidation(),
    new OwnChecks(),
    new AwsSolutionsChecks(app),
    new NIST80053R5Checks(app),
    new ServerlessChecks(app),
  );
}

/** The CDK's own validator, made strict: to the CDK a value that CloudFormation does not know (W3030) only warns. */
class StrictValidation implements IPolicyValidationPlugin {
  readonly name = CloudFormationValidatePlugin.PLUGIN_NAME;
  private readonly validator = new CloudFormationValidatePlugin();

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = this.validator.validate(context);
    const violations = report.violations.map((violation) => ({ ...violation, severity: 'error' }));
    return { ...report, violations, success: violations.length === 0 };
  }
}

const checks: Check[] = [...permissions, ...queues, ...times, ...mail, ...records, ...addresses, ...consoles];

/** For what neither the validator nor cdk-nag sees. */
class OwnChecks implements IPolicyValidationPlugin {
  readonly name = 'Homeward';

  validate({ templatePaths }: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = templatePaths.flatMap((templatePath) => {
      const template = new Template(JSON.parse(readFileSync(templatePath, 'utf8')));
      return checks.flatMap((check) => check(template)).map((fault) => violation(fault, templatePath));
    });
    return { success: violations.length === 0, violations };
  }
}

function violation({ at, rule, says }: Fault, templatePath: string) {
  return {
    ruleName: `Homeward-${rule}`,
    description: says,
    severity: 'error',
    violatingResources: [{ resourceLogicalId: at, templatePath, locations: [] }],
  };
}
