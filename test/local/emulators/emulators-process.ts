// A process of its own that runs the emulators on the machine's time, to be killed: `node emulators-process.ts FOLDER`.
import type { Clock } from '../../../local/emulators/clock.ts';
import { startEmulators } from '../../../local/emulators/emulators.ts';
import { ACCOUNT } from './machine.ts';

const clock: Clock = {
  now: () => Date.now(),
  wait: (until, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.max(0, until - Date.now()), 2 ** 31 - 1));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

const [, , dataFolder = ''] = process.argv;
const emulators = await startEmulators({
  port: 0,
  dataFolder,
  clock,
  accountId: ACCOUNT,
  region: 'eu-west-2',
});
emulators.sqs.ensureQueue('notifications');
const { TableNames } = await emulators.dynamodb.call<{ TableNames: string[] }>('ListTables', {});
if (TableNames.length === 0) {
  const key = (AttributeName: string, KeyType = 'HASH') => ({ AttributeName, KeyType });
  await emulators.dynamodb.call('CreateTable', {
    TableName: 'records',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'open', 'dueAt'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [key('pk')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'open-by-due',
        KeySchema: [key('open'), key('dueAt', 'RANGE')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
}
process.stdout.write(`${emulators.endpoint}\n`);
