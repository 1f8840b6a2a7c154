// The table of a service that is stopped or answers no more, read from a copy of its files: the originals are not touched.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Pause, pauseIn } from '../../shared/adapters/pauses.ts';
import { recordIn } from '../../shared/adapters/record-item.ts';
import type { HomewardRecord } from '../../shared/core/record.ts';
import { DynamoDb } from '../emulators/dynamodb/dynamodb.ts';
import { copyRows, isHeld, rowsIn } from '../emulators/dynamodb/rows.ts';
import { Mistake } from '../scenario.ts';

type Item = Record<string, AttributeValue>;
interface Page {
  Items: Item[];
  LastEvaluatedKey?: Item;
}

export interface OnDisk {
  /** Some process holds the files: it may have written more by now. */
  isHeld: boolean;
  table: string;
  records: HomewardRecord[];
  pause: Pause | undefined;
}

/** Throws Mistake where the folder holds no table. */
export async function tableOnDisk(data: string): Promise<OnDisk> {
  const original = join(data, 'dynamodb');
  if (!existsSync(rowsIn(original))) throw new Mistake(`${data} holds no table: say --data FOLDER`);
  const copy = mkdtempSync(join(tmpdir(), 'homeward-read-'));
  try {
    const isInUse = isHeld(original);
    if (isInUse) copyRows(original, copy);
    else cpSync(original, copy, { recursive: true });
    const database = await DynamoDb.open(copy, '000000000000', 'eu-west-2');
    try {
      return { isHeld: isInUse, ...(await read(database, data)) };
    } finally {
      await database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function read(database: DynamoDb, data: string): Promise<Omit<OnDisk, 'isHeld'>> {
  const { TableNames: [TableName] = [] } = await database.call<{ TableNames: string[] }>('ListTables', {});
  if (!TableName) throw new Mistake(`${data} holds no table: the service never ran there`);
  const found: Omit<OnDisk, 'isHeld'> = { table: TableName, records: [], pause: undefined };
  let from: Item | undefined;
  do {
    const page: Page = await database.call('Scan', { TableName, ...(from && { ExclusiveStartKey: from }) });
    for (const item of page.Items) {
      const pk = item['pk']?.S ?? '';
      if (pk === 'control#pause') found.pause = pauseIn(item);
      if (!pk.startsWith('record#')) continue;
      // On the wire, bytes are base64.
      const packed = item['packed']?.B;
      const record = recordIn({
        ...item,
        ...(packed && { packed: { B: Buffer.from(String(packed), 'base64') } }),
      });
      if (record) found.records.push(record);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}
