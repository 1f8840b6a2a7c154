// AWS on one machine, as far as Homeward needs it: four services on one port, their state in one folder, one clock.
//
// Signatures are read for the caller's name and never verified; whether he may is asked of whoever starts it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { DynamoDb } from './dynamodb/dynamodb.ts';
import { type Doorkeeping, FrontDoor } from './front-door.ts';
import { Journal } from './journal.ts';
import type { InvokeFunction, MayFire } from './scheduler/firing.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { type MailEvent, Ses } from './ses/ses.ts';
import { Sqs } from './sqs/sqs.ts';

export interface EmulatorSettings extends Doorkeeping {
  /** 0 for any that is free. */
  port: number;
  /** Made where it does not exist; used by one process at a time. */
  dataFolder: string;
  clock: Clock;
  /** Twelve digits. */
  accountId: string;
  region: string;
  /** Where schedules with a function for a target send; resolves once it has taken the payload. */
  invokeFunction?: InvokeFunction | undefined;
  /** Asked before each firing of a schedule, and before one that failed goes to its dead letters. */
  mayFire?: MayFire | undefined;
  /** Told of a mail's fate, before its sender is answered. */
  onMail?: ((event: MailEvent) => void) | undefined;
  /** Which addresses may send; any where absent. */
  verified?: ((address: string) => boolean) | undefined;
}

export interface Emulators {
  /** As in `http://127.0.0.1:4566`, without a slash at its end. */
  endpoint: string;
  sqs: Sqs;
  dynamodb: DynamoDb;
  scheduler: Scheduler;
  ses: Ses;
  /** Answers what is under way, ends long polls, and lets go of the port and the folder. */
  close(): Promise<void>;
}

/** Rejects where the port is taken (code `EADDRINUSE`) or the folder is in use by another process. */
export async function startEmulators(settings: EmulatorSettings): Promise<Emulators> {
  const { dataFolder, clock, accountId, region } = settings;
  const door = await FrontDoor.open(settings.port, settings);
  let dynamodb: DynamoDb | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true });
    // The database's lock stands for the whole folder, so it comes before the journal.
    dynamodb = await DynamoDb.open(join(dataFolder, 'dynamodb'), accountId, region);
    const journal = new Journal(join(dataFolder, 'journal'));
    const sqs = new Sqs(journal, clock, { accountId, region, origin: door.origin });
    const ses = new Ses({ journal, clock, region, verified: settings.verified, onMail: settings.onMail });
    const { invokeFunction, mayFire } = settings;
    const scheduler = new Scheduler({ journal, clock, sqs, invokeFunction, mayFire, accountId, region });
    door.serve({ sqs, dynamodb, scheduler, ses });
    const database = dynamodb;
    const expiring = expireDaily(database, clock);
    const close = async () => {
      await expiring.end();
      scheduler.close();
      sqs.close();
      await door.close();
      await database.close();
      journal.close();
    };
    let closed: Promise<void> | undefined;
    return {
      endpoint: door.origin,
      sqs,
      dynamodb,
      scheduler,
      ses,
      close() {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await dynamodb?.close();
    await door.close();
    throw error;
  }
}

const HOUR = 3_600_000;

/** As often as it matters: AWS takes some days over it. Begins an hour after the start, which has enough to do. */
function expireDaily(database: DynamoDb, clock: Clock): { end(): Promise<void> } {
  const ended = new AbortController();
  let underWay = Promise.resolve();
  const day = async (at: number): Promise<void> => {
    await clock.wait(at, ended.signal);
    if (ended.signal.aborted) return;
    // A full disk is no reason to stop: what is left goes tomorrow.
    underWay = database.expire(clock.now()).then(NOTHING, NOTHING);
    await underWay;
    void day(clock.now() + 24 * HOUR);
  };
  void day(clock.now() + HOUR);
  return {
    end() {
      ended.abort();
      return underWay;
    },
  };
}

const NOTHING = () => undefined;
