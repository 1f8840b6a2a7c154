// A story that needs every permission which the service needs while nothing fails, played on the machine under its own policies.
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { VirtualClock } from '../../local/clock.ts';
import { freePort } from '../../local/free-port.ts';
import { bootMachine, type Machine } from '../../local/machine.ts';
import type { Assembly } from '../../local/stack/assembly.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { notifications } from '../../shared/adapters/notifications.ts';
import { queuedWakeUps } from '../../shared/adapters/wake-ups.ts';
import { lookAtConsole } from './console-pages.ts';

const start = '2026-11-20T22:05:00Z';
const robin = { kind: 'child', givenName: 'Robin', familyName: 'Example', dateOfBirth: '2017-03-02' };
const nameless = { kind: 'child', policePersonId: 'P-2' };
const missing = { category: 'missing', risk: 'medium', lastSeenAt: '2026-11-20T20:30:00Z' };

export interface Played {
  /** The first part of the story that did not come about, in words. */
  missed: string | undefined;
  refused: string[];
  unused: string[];
}

/** Ends as soon as something is refused. Throws where the stack would not even deploy. */
export async function play(assembly: Assembly, folder: string, patience = 20_000): Promise<Played> {
  const clock = new VirtualClock({ follows: 'itself', from: Date.parse(start) }, 7200);
  const machine = await bootMachine({
    assembly,
    data: join(folder, 'data'),
    port: await freePort(0),
    clock,
    log: () => undefined,
    permissions: 'asked',
  });
  try {
    const missed = await tell(machine, assembly, clock, patience);
    const { refused, unused } = machine.permissions;
    return { missed, refused, unused };
  } finally {
    await machine.stop();
    clock.close();
  }
}

async function tell(
  machine: Machine,
  assembly: Assembly,
  clock: VirtualClock,
  patience: number,
): Promise<string | undefined> {
  const holds = async (what: () => boolean | Promise<boolean>): Promise<boolean> => {
    const end = performance.now() + patience;
    while (performance.now() < end && machine.permissions.refused.length === 0) {
      if (await what()) return true;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    return false;
  };
  const subjects = async () => {
    const answer = await fetch(machine.inboxUrl, { headers: { accept: 'application/json' } });
    return ((await answer.json()) as { subject: string }[]).map(({ subject }) => subject);
  };
  const letter = (words: RegExp) => async () => (await subjects()).some((subject) => words.test(subject));
  const used = (part: RegExp) => () => machine.permissions.used.some((grant) => part.test(grant));
  const police = notifications(machine.notificationQueueUrl, as(machine, 'police'));
  const say = (type: string, subject: string, data: object) =>
    police.push(
      JSON.stringify({
        specversion: '1.0',
        id: `${subject}-${type}`,
        source: 'urn:police:durham:sleuth',
        type,
        time: new Date(clock.now()).toISOString(),
        subject,
        data: { authority: 'E06000005', ...data },
      }),
    );

  try {
    await say('missing.reported', 'ME-1', { ...missing, person: robin });
    if (!(await holds(letter(/^Notice.*ME-1$/)))) return 'a report is told';
    if (!(await holds(letter(/^ESCALATION.*ME-1$/))))
      return 'the Scheduler wakes the record when the next rung is due';
    if (!(await holds(used(/ReceiveRole.*sqs:DeleteMessage.*MailEvents/))))
      return 'what became of a letter is taken off its queue';
    if (!(await holds(() => answerLetter(machine))))
      return 'a reader opens the page of a letter and answers it';
    if (!(await holds(used(/AnswerRole.*sqs:SendMessage/))))
      return 'what a reader answers is put on the queue';
    await say('missing.reported', 'ME-2', { ...missing, person: nameless });
    if (!(await holds(letter(/^Notice.*ME-2$/)))) return 'a child without a name is told';
    await holds(() => leaveHalfJoined(machine));
    if (!(await holds(used(/SettleRole.*dynamodb:UpdateItem/))))
      return 'a join that died half-way is ended by settle';
    if (!(await holds(letter(/digest/i)))) return 'the digest of the morning is put together and sent';
    if (!(await holds(() => lookAtConsole(machine, assembly))))
      return 'a reader sees the pages of the console';
    await say('missing.found', 'ME-1', { locatedAt: new Date(clock.now()).toISOString(), outcome: 'found' });
    if (!(await holds(letter(/^Stand.?down.*ME-1$/i)))) return 'who was told is stood down';
    if (!(await holds(used(/SweepFunctionRole.*sqs:SendMessage.*WakeUpsQueue/))))
      return 'the sweep wakes what is overdue';
  } catch (error) {
    return `the police could send: ${(error as Error).name}`;
  }
  return undefined;
}

/** As the reader of a letter does: opens its link, and sends the first form on the page. */
async function answerLetter(machine: Machine): Promise<boolean> {
  const answer = await fetch(machine.inboxUrl, { headers: { accept: 'application/json' } });
  const letters = (await answer.json()) as { text: string }[];
  const [link] = letters.flatMap(({ text }) => /http:\S+\/answer\/[\w.~-]+/.exec(text) ?? []);
  if (!link) return false;
  const page = await (await fetch(link)).text();
  const [, act] = /name="act" value="([^"]+)"/.exec(page) ?? [];
  const [, form] = /name="form" value="([^"]+)"/.exec(page) ?? [];
  const [, outcome = ''] = /name="outcome" value="([^"]+)"/.exec(page) ?? [];
  if (!act || !form) return false;
  const body = new URLSearchParams({ act, form, outcome, reason: 'All has been looked at.' });
  return (await fetch(link, { method: 'POST', body, redirect: 'manual' })).status === 303;
}

/** As if the run that joined the nameless child's record to Robin's had died in the middle. */
async function leaveHalfJoined(machine: Machine): Promise<boolean> {
  const client = new DynamoDBClient(as(machine, 'operator'));
  const sqs = new SQSClient(as(machine, 'operator'));
  try {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: machine.tableName }));
    const records = Items.map((item) => item['record']?.S ?? '');
    const idOf = (reference: string) =>
      (JSON.parse(records.find((text) => text.includes(`"${reference}"`)) ?? '{}') as { id?: string }).id ??
      '';
    const [into, from] = [idOf('ME-1'), idOf('ME-2')];
    const episodes = episodesTable({ name: machine.tableName }, client);
    const { kept } = await episodes.read(from);
    if (kept?.record.kind !== 'child') return false;
    const { version, ...rest } = kept;
    const joining = { by: into, until: start };
    if (!(await episodes.write({ ...rest, record: { ...kept.record, joining } }, version))) return false;
    await queuedWakeUps(machine.outputs['WakeUpsQueueUrl'] ?? '', sqs).soon(from);
    return true;
  } finally {
    client.destroy();
    sqs.destroy();
  }
}

export const as = ({ endpoint }: Pick<Machine, 'endpoint'>, accessKeyId: string) => ({
  endpoint,
  region: 'eu-west-2',
  maxAttempts: 1,
  credentials: { accessKeyId, secretAccessKey: 'any' },
});
