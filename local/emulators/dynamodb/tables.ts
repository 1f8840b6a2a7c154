// What a table needs beyond dynalite: tables left half made by a killed process, and settings that do nothing here.
import type { Store } from 'dynalite/db/index.js';
import { AwsError } from '../wire/aws-error.ts';
import type { Parameters } from '../wire/parameters.ts';
import { indexPrefix, itemPrefix } from './atomic-writes.ts';

export interface TableRow {
  TableName: string;
  TableStatus: string;
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: { IndexStatus: string }[];
}

interface Settings {
  expiryAttribute?: string;
  pointInTimeRecovery?: boolean;
}

const settingsKey = (table: string) => `settings~${table}`;

/** A process that died while it made or removed a table would leave it in between for ever. */
export async function finishTables(store: Store): Promise<void> {
  const unfinished: TableRow[] = [];
  for await (const [, row] of store.db.iterator({ gt: 'table~', lt: 'table~~' })) {
    const table = row as TableRow;
    if (table.TableStatus !== 'ACTIVE') unfinished.push(table);
  }
  for (const table of unfinished) {
    if (table.TableStatus === 'DELETING') {
      await forgetTable(store, table.TableName);
      continue;
    }
    const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
    const finished = { ...table, TableStatus: 'ACTIVE', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
    await store.db.put(`table~${table.TableName}`, finished);
  }
}

/** Waits until a table that was just made or removed is so. */
export async function settled(store: Store, table: string): Promise<void> {
  for (;;) {
    const row = (await store.db.get(`table~${table}`)) as TableRow | undefined;
    if (row === undefined || row.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function forgetTable(store: Store, table: string): Promise<void> {
  for (const prefix of [
    itemPrefix(table),
    indexPrefix('local', table),
    indexPrefix('global', table),
    `tag-${table}~`,
  ]) {
    for await (const [key] of store.db.iterator({ gt: prefix, lt: `${prefix}\xff` })) await store.db.del(key);
  }
  await store.db.del(settingsKey(table));
  await store.db.del(`table~${table}`);
}

type SettingsOperation = (store: Store, input: Parameters) => Promise<unknown>;

/** Kept and told again, but nothing can be restored. */
export const settingsOperations: Record<string, SettingsOperation> = {
  async UpdateTimeToLive(store, input) {
    const specification = input.structure('TimeToLiveSpecification');
    const AttributeName = specification.text('AttributeName');
    const Enabled = specification.flag('Enabled') ?? false;
    await change(
      store,
      input.text('TableName'),
      Enabled ? { expiryAttribute: AttributeName } : {},
      'expiryAttribute',
    );
    return { TimeToLiveSpecification: { AttributeName, Enabled } };
  },
  async DescribeTimeToLive(store, input) {
    const { expiryAttribute } = await settingsOf(store, input.text('TableName'));
    const on = { TimeToLiveStatus: 'ENABLED', AttributeName: expiryAttribute };
    return { TimeToLiveDescription: expiryAttribute === undefined ? { TimeToLiveStatus: 'DISABLED' } : on };
  },
  async UpdateContinuousBackups(store, input) {
    const pointInTimeRecovery =
      input.structure('PointInTimeRecoverySpecification').flag('PointInTimeRecoveryEnabled') ?? false;
    await change(store, input.text('TableName'), { pointInTimeRecovery }, 'pointInTimeRecovery');
    return backups(pointInTimeRecovery);
  },
  async DescribeContinuousBackups(store, input) {
    const { pointInTimeRecovery } = await settingsOf(store, input.text('TableName'));
    return backups(pointInTimeRecovery ?? false);
  },
};

export async function settingsOf(store: Store, table: string): Promise<Settings> {
  if ((await store.db.get(`table~${table}`)) === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Table: ${table} not found`,
      {
        type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      },
    );
  }
  return ((await store.db.get(settingsKey(table))) ?? {}) as Settings;
}

async function change(store: Store, table: string, to: Settings, replaced: keyof Settings): Promise<void> {
  const { [replaced]: _, ...rest } = await settingsOf(store, table);
  await store.db.put(settingsKey(table), { ...rest, ...to });
}

function backups(pointInTimeRecovery: boolean) {
  const PointInTimeRecoveryStatus = pointInTimeRecovery ? 'ENABLED' : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  };
}
