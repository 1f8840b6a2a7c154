// DynamoDB: dynalite's operations on rows of our own, without its HTTP server and with its hazards mended.
//
// TransactWriteItems, TransactGetItems, PartiQL and streams are refused; what has expired goes when `expire` is called.
// A write survives the death of this process; a power cut can lose the last moments.
import { createRequire } from 'node:module';
import { type Callback, create, type Store } from 'dynalite/db/index.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { AwsError } from '../wire/aws-error.ts';
import { jsonProtocol } from '../wire/json-protocol.ts';
import { Parameters } from '../wire/parameters.ts';
import type { Reading, Service } from '../wire/protocol.ts';
import { atomicWrites } from './atomic-writes.ts';
import { expiringTables, type Item, itemsPast } from './expiry.ts';
import { levelOn, RowsOnDisk } from './rows.ts';
import { finishTables, settingsOperations, settled } from './tables.ts';

type Action = (store: Store, input: Record<string, unknown>, callback: Callback) => void;

interface Operation {
  action: Action;
  types: unknown;
  custom: unknown;
}

interface Refusal {
  statusCode: number;
  body: { __type: string; message?: string; Message?: string };
}

const OPERATIONS = [
  ...[
    'BatchGetItem',
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DeleteTable',
    'DescribeTable',
    'GetItem',
  ],
  ...['ListTables', 'ListTagsOfResource', 'PutItem', 'Query', 'Scan', 'TagResource', 'UntagResource'],
  ...['UpdateItem', 'UpdateTable'],
];

const operations = new Map(OPERATIONS.map((name) => [name, load(name)]));

export class DynamoDb implements Service {
  readonly name = 'dynamodb';
  readonly #rows: RowsOnDisk;
  readonly #store: Store;

  private constructor(rows: RowsOnDisk, store: Store) {
    this.#rows = rows;
    this.#store = store;
  }

  /** Throws one clear error where another process has the folder open. */
  static async open(folder: string, accountId: string, region: string): Promise<DynamoDb> {
    const rows = new RowsOnDisk(folder);
    finishTables(rows);
    const store = create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
    Object.assign(store.db, levelOn(rows));
    store.tableDb.awsAccountId = accountId;
    store.tableDb.awsRegion = region;
    return new DynamoDb(rows, store);
  }

  protocolOf() {
    return jsonProtocol;
  }

  /** The same operations in process: `input` and answer are those of the low-level API. */
  call<Output = unknown>(operation: string, input: object): Promise<Output> {
    return this.perform({ operation, input: JSON.parse(JSON.stringify(input)) }) as Promise<Output>;
  }

  async perform({ operation, input }: Reading): Promise<unknown> {
    const setting = settingsOperations[operation];
    if (setting) return setting(this.#rows, new Parameters(input, validationError));
    const stock = operations.get(operation);
    if (!stock) {
      throw new AwsError(
        'UnknownOperationException',
        `${operation} is not available in the local DynamoDB.`,
        {
          type: 'com.amazon.coral.service#UnknownOperationException',
        },
      );
    }
    const output = await this.#run(stock, input);
    if (operation.endsWith('Table')) await settled(this.#rows, String(input['TableName']));
    return output;
  }

  /** What is past its time by a table's attribute of that name, a moment in seconds, goes; how many did. */
  async expire(nowMs: number): Promise<number> {
    const now = String(Math.floor(nowMs / 1000));
    let gone = 0;
    for (const { table, attribute, keys } of expiringTables(this.#rows)) {
      for (const Key of itemsPast(this.#rows, { table, attribute, keys }, Number(now))) {
        gone += await this.#deletePast(table, attribute, Key, now);
      }
    }
    return gone;
  }

  /** Unless its time was taken away meanwhile. */
  async #deletePast(table: string, attribute: string, Key: Item, now: string): Promise<0 | 1> {
    try {
      await this.call('DeleteItem', {
        TableName: table,
        Key,
        ConditionExpression: '#at < :now',
        ExpressionAttributeNames: { '#at': attribute },
        ExpressionAttributeValues: { ':now': { N: now } },
      });
      return 1;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'ConditionalCheckFailedException') return 0;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#rows.close();
  }

  #run({ action, types, custom }: Operation, input: Record<string, unknown>): Promise<unknown> {
    const wantsItem = input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
    const writes = atomicWrites(this.#store);
    return new Promise((resolve, reject) => {
      const checked = checkTypes(input, types);
      checkValidations(checked, types, custom, writes.store);
      // In a later turn, so that many who ask at once let the clock and the network in.
      action(writes.store, checked, (error, output) =>
        setImmediate(error ? reject : resolve, error ?? output),
      );
    }).catch((error: unknown) => {
      throw isRefusal(error) ? awsError(error, wantsItem ? writes.itemFound() : undefined) : error;
    });
  }
}

function load(operation: string): Operation {
  const file = operation[0]?.toLowerCase() + operation.slice(1);
  const require = createRequire(import.meta.url);
  return { action: require(`dynalite/actions/${file}.js`), ...require(`dynalite/validations/${file}.js`) };
}

function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'statusCode' in error && 'body' in error;
}

function awsError({ statusCode, body }: Refusal, item: unknown): AwsError {
  const code = body.__type.slice(body.__type.indexOf('#') + 1);
  const tellsItem = code === 'ConditionalCheckFailedException' && item !== undefined;
  return new AwsError(code, body.message ?? body.Message ?? '', {
    status: statusCode,
    type: body.__type,
    ...(tellsItem && { members: { Item: item } }),
  });
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message, {
    type: 'com.amazon.coral.validate#ValidationException',
  });
}
