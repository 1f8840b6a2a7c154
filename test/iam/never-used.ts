// What the template grants and nothing on one machine ever uses, each with why it is granted all the same.

export const neverUsed: readonly (readonly [grants: RegExp, because: string])[] = [
  [
    /^BackupsRole/,
    'AWS Backup copies the table by night; there is none on one machine (test/infra/permissions.test.ts reads these).',
  ],
  [
    /^Key\w+\/KeyPolicy\/Statement\/0: kms:(?!(Decrypt|DescribeKey|Encrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|ReEncryptFrom|ReEncryptTo) )/,
    'The account looks after its key: people and deployments do, no part of the service.',
  ],
  [
    /^Key\w+\/KeyPolicy\/Statement\/1: kms:/,
    'CloudWatch publishes alarms on an encrypted topic; nothing measures alarms on one machine (infra/checks reads this).',
  ],
  [
    /^ConsoleBalancerMayAsk/,
    'The load balancer calls the console; there is none on one machine (infra/checks/consoles reads this).',
  ],
  [/^WatchTopicPolicy/, 'The topic of those alarms.'],
];
