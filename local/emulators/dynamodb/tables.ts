// What a table needs beyond dynalite: tables left half made by a killed process, and settings that do nothing here.
import { AwsError } from '../wire/aws-error.ts';
import type { Parameters } from '../wire/parameters.ts';
import { indexPrefix, itemPrefix } from './atomic-writes.ts';
import type { RowsOnDisk } from './rows.ts';

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
export function finishTables(rows: RowsOnDisk): void {
  const unfinished: TableRow[] = [];
  for (const [, row] of rows.entries({ gt: 'table~', lt: 'table~~' })) {
    const table = row as TableRow;
    if (table.TableStatus !== 'ACTIVE') unfinished.push(table);
  }
  for (const table of unfinished) {
    if (table.TableStatus === 'DELETING') {
      forgetTable(rows, table.TableName);
      continue;
    }
    const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
    const finished = { ...table, TableStatus: 'ACTIVE', ...(indexes && { GlobalSecondaryIndexes: indexes }) };
    rows.write([{ type: 'put', key: `table~${table.TableName}`, value: finished }]);
  }
}

/** Waits until a table that was just made or removed is so. */
export async function settled(rows: RowsOnDisk, table: string): Promise<void> {
  for (;;) {
    const row = rows.get(`table~${table}`) as TableRow | undefined;
    if (row === undefined || row.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function forgetTable(rows: RowsOnDisk, table: string): void {
  const prefixes = [
    itemPrefix(table),
    indexPrefix('local', table),
    indexPrefix('global', table),
    `tag-${table}~`,
  ];
  const ofTable = prefixes.flatMap((prefix) => [...rows.entries({ gt: prefix, lt: `${prefix}\xff` })]);
  const keys = [...ofTable.map(([key]) => key), settingsKey(table), `table~${table}`];
  rows.write(keys.map((key) => ({ type: 'del', key })));
}

type SettingsOperation = (rows: RowsOnDisk, input: Parameters) => unknown;

/** Kept and told again, but nothing can be restored. */
export const settingsOperations: Record<string, SettingsOperation> = {
  UpdateTimeToLive(rows, input) {
    const specification = input.structure('TimeToLiveSpecification');
    const AttributeName = specification.text('AttributeName');
    const Enabled = specification.flag('Enabled') ?? false;
    change(
      rows,
      input.text('TableName'),
      Enabled ? { expiryAttribute: AttributeName } : {},
      'expiryAttribute',
    );
    return { TimeToLiveSpecification: { AttributeName, Enabled } };
  },
  DescribeTimeToLive(rows, input) {
    const { expiryAttribute } = settingsOf(rows, input.text('TableName'));
    const on = { TimeToLiveStatus: 'ENABLED', AttributeName: expiryAttribute };
    return { TimeToLiveDescription: expiryAttribute === undefined ? { TimeToLiveStatus: 'DISABLED' } : on };
  },
  UpdateContinuousBackups(rows, input) {
    const pointInTimeRecovery =
      input.structure('PointInTimeRecoverySpecification').flag('PointInTimeRecoveryEnabled') ?? false;
    change(rows, input.text('TableName'), { pointInTimeRecovery }, 'pointInTimeRecovery');
    return backups(pointInTimeRecovery);
  },
  DescribeContinuousBackups(rows, input) {
    const { pointInTimeRecovery } = settingsOf(rows, input.text('TableName'));
    return backups(pointInTimeRecovery ?? false);
  },
};

export function settingsOf(rows: RowsOnDisk, table: string): Settings {
  if (rows.get(`table~${table}`) === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Requested resource not found: Table: ${table} not found`,
      {
        type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      },
    );
  }
  return (rows.get(settingsKey(table)) ?? {}) as Settings;
}

function change(rows: RowsOnDisk, table: string, to: Settings, replaced: keyof Settings): void {
  const { [replaced]: _, ...rest } = settingsOf(rows, table);
  rows.write([{ type: 'put', key: settingsKey(table), value: { ...rest, ...to } }]);
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
