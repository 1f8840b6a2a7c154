// What is allowed: only actions that exist and that Homeward means to grant, each on a resource of its own service.
import { type Check, type Fault, type Resource, type Statement, statementsOf } from './template.ts';

/** Every action that any statement of a stack may allow; nothing here deletes an item, a schedule or a key. */
const granted = new Set([
  'backup:CopyIntoBackupVault',
  'backup:DescribeBackupVault',
  'dynamodb:BatchGetItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:ListTagsOfResource',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:StartAwsBackupJob',
  'dynamodb:UpdateItem',
  'iam:PassRole',
  'kms:CancelKeyDeletion',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:ListRetirableGrants',
  'kms:PutKeyPolicy',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:RevokeGrant',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'scheduler:CreateSchedule',
  'ses:SendRawEmail',
  'sns:Publish',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
]);

const allowing = (resource: Resource): Statement[] =>
  statementsOf(resource).filter(({ effect }) => effect === 'Allow');

const actions: Check = ({ resources }) =>
  resources.flatMap((resource) =>
    allowing(resource)
      .flatMap((statement) => statement.actions)
      .filter((action) => !granted.has(action))
      .map((action) => ({
        at: resource.id,
        rule: 'granted-actions',
        says: `${action} is never granted here`,
      })),
  );

const itsOwnService: Check = (template) =>
  template.resources.flatMap((resource) =>
    allowing(resource).flatMap((statement) =>
      statement.actions.flatMap((action) =>
        statement.resources
          .map((on) => template.serviceOf(on))
          .filter((service) => service !== undefined && service !== action.split(':')[0])
          .map((service) => ({
            at: resource.id,
            rule: 'resource-of-its-service',
            says: `${action} is granted on a resource of ${service}, where it does nothing`,
          })),
      ),
    ),
  );

/** Which actions need which use of the customer key of what they act on. */
const needsKey: [RegExp, string[]][] = [
  [/^dynamodb:(BatchGetItem|GetItem|Query|PutItem|UpdateItem)$/, ['kms:Decrypt']],
  [/^sqs:ReceiveMessage$/, ['kms:Decrypt']],
  [/^sqs:SendMessage$/, ['kms:Decrypt', 'kms:GenerateDataKey']],
];

/** A key that is forgotten is refused only when the first child is missing. */
const withItsKey: Check = (template) =>
  template.ofType('AWS::IAM::Role').flatMap((role) => {
    const beside = template
      .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
      .filter(({ properties }) => [properties['Roles']].flat().some((of) => template.named(of) === role));
    const said = [role, ...beside].flatMap(allowing);
    return said.flatMap((statement) =>
      statement.actions.flatMap((action) => {
        const [, uses = []] = needsKey.find(([pattern]) => pattern.test(action)) ?? [];
        const service = action.split(':')[0] ?? '';
        return uses
          .filter((use) => !said.some((other) => mayUseKey(other, use, service)))
          .map((use) => ({
            at: role.id,
            rule: 'key-beside-its-use',
            says: `${action} fails without ${use}`,
          }));
      }),
    );
  });

function mayUseKey({ actions: may, condition }: Statement, use: string, service: string): boolean {
  const through = condition['StringEquals']?.['kms:ViaService'];
  return may.includes(use) && (through === undefined || String(through).startsWith(`${service}.`));
}

/** Everybody of an account, or of the world, where a role or a service was meant. */
const namedPrincipals: Check = ({ resources }) =>
  resources.flatMap((resource): Fault[] =>
    allowing(resource)
      .filter(({ principal }) => /"\*"/.test(JSON.stringify(principal ?? '')))
      .map(() => ({ at: resource.id, rule: 'named-principals', says: 'it lets anybody in' })),
  );

export const permissions: Check[] = [actions, itsOwnService, withItsKey, namedPrincipals];
