// The list for the desk when the service is down: what is open and what is due, most urgent first, on paper.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { HtmlValidate } from 'html-validate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dutyListInWords } from '../../../local/operations/duty-list-in-words.ts';
import { dutyListPage } from '../../../local/operations/duty-list-page.ts';
import { emptyWorld } from '../../../local/simulate.ts';
import { episodesTable } from '../../../shared/adapters/episodes-table.ts';
import { pauseSwitch } from '../../../shared/adapters/pauses.ts';
import { dutyList } from '../../../shared/console/duties.ts';
import type { ChildRecord } from '../../../shared/core/record.ts';
import { ASHA, cancelled, ROBIN, reported } from '../../situations/cast.ts';
import { childrenOf, goOn, procedure } from '../../situations/playing.ts';
import { homeward } from './homeward.ts';
import { type Mistake, Operator } from './operator.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const AT = '2026-11-21T00:00:00.000Z';
const UNTIL = '2026-11-22T00:00:00.000Z';

/** The mail is down from 22:30 on: Robin's escalation of 23:30 is overdue, Asha's of the next evening is to come. */
async function records(): Promise<ChildRecord[]> {
  const world = emptyWorld(darlington, '2026-11-20T21:00:00Z');
  const asha = reported('ME-2', { person: ASHA }, { at: '2026-11-20T21:05:00Z' });
  const over = reported(
    'ME-3',
    { person: { ...ASHA, givenName: 'Max', familyName: 'Other' } },
    { at: '2026-11-20T21:06:00Z' },
  );
  const end = cancelled('2026-11-20T21:10:00Z', 'ME-3');
  await goOn(world, [asha, over, reported('ME-1', { person: ROBIN }), end], '2026-11-20T22:30:00Z');
  world.post.answer = () => 'fail';
  await goOn(world, [], AT);
  return childrenOf(world);
}

describe('the duty list', () => {
  it('puts the child first for whom something has waited longest, and leaves out who needs nothing', async () => {
    const { episodes } = dutyList(await records(), darlington, AT, UNTIL);
    expect(episodes.map(({ references }) => references)).toEqual([['ME-1'], ['ME-2']]);
    const [robin, asha] = episodes;
    expect(robin?.duties[0]).toMatchObject({
      at: '2026-11-20T23:30:00.000Z',
      is: 'tell',
      purpose: 'escalate',
      roles: ['head-of-service'],
      mailbox: 'head.of.service@darlington.example',
    });
    expect(asha?.duties.every(({ at }) => at > AT)).toBe(true);
    for (const { duties } of episodes)
      expect(duties.map(({ at }) => at)).toEqual(duties.map(({ at }) => at).sort());
  });

  it('holds the open tasks with who was asked, and no letter that was sent', async () => {
    const { episodes } = dutyList(await records(), darlington, AT, UNTIL);
    const duties = episodes.find(({ references }) => references.includes('ME-1'))?.duties ?? [];
    expect(duties.filter(({ is }) => is === 'do')).toContainEqual(
      expect.objectContaining({ roles: ['front-door'], says: expect.stringContaining('front-door-notice') }),
    );
    expect(duties.filter(({ is }) => is === 'tell').map(({ mailbox }) => mailbox)).not.toContain(
      'missing.coordinator@darlington.example',
    );
  });

  it('looks as far ahead as it is asked to', async () => {
    const now = dutyList(await records(), darlington, AT, AT);
    expect(
      now.episodes.flatMap(({ duties }) => duties).filter(({ is, at }) => is === 'tell' && at > AT),
    ).toEqual([]);
  });

  it('holds an open episode for which nothing is due in this time: the child is missing all the same', async () => {
    const world = emptyWorld(darlington, '2026-11-20T21:00:00Z');
    const done = {
      at: '2026-11-20T21:30:00Z',
      type: 'task.recorded',
      subject: 'ME-2',
      data: { task: 'front-door-notice', outcome: 'no-meeting', by: 'front-door' },
    };
    await goOn(
      world,
      [reported('ME-2', { person: ASHA }, { at: '2026-11-20T21:05:00Z' }), done],
      '2026-11-20T22:00:00Z',
    );
    const [episode] = dutyList(
      await childrenOf(world),
      darlington,
      '2026-11-20T22:00:00.000Z',
      '2026-11-20T22:00:00.000Z',
    ).episodes;
    expect(episode).toMatchObject({ references: ['ME-2'], duties: [] });
  });

  it('names what cannot be planned, so that somebody follows the procedure by hand', async () => {
    const [broken] = await records();
    const list = dutyList(
      [{ ...broken, references: { 'ME-9': { lastSeenAt: { x: null } } } } as unknown as ChildRecord],
      darlington,
      AT,
      UNTIL,
    );
    expect(list.unplanned).toEqual([['ME-9']]);
    expect(dutyListInWords(list, darlington, [])).toContain('NOT PLANNED: ME-9');
  });

  it('fits on paper: eighty columns, initials and references, no name and no date of birth', async () => {
    const list = dutyList(await records(), darlington, AT, UNTIL);
    const text = dutyListInWords(list, darlington, ['All mail is paused.']);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toContain('OVERDUE by 30 minutes');
    expect(text).toContain('All mail is paused.');
    for (const said of [text, dutyListPage(list, darlington, [])]) {
      expect(said).toContain('ME-1');
      expect(said).not.toMatch(/Robin|Sample|Asha|2017-03-02|2012-05-14/);
    }
  });

  it('is a sound page that runs nothing and lets no text out of its place', async () => {
    const list = dutyList(await records(), darlington, AT, UNTIL);
    const page = dutyListPage(list, darlington, ['<script>alert(1)</script>']);
    expect(page).not.toMatch(/<script|src=|href=/);
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(page);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });
});

describe('npx homeward duty-list', () => {
  let operator: Operator;
  beforeEach(async () => {
    operator = await new Operator().open();
  });
  afterEach(() => operator.clear());

  async function oneMissing(): Promise<void> {
    const world = emptyWorld(kent, '2026-11-20T21:00:00Z');
    await goOn(world, [reported('MP-1', { person: ASHA })], '2026-11-20T22:06:00Z');
    const table = episodesTable({ name: 'episodes' }, operator.desk.machine.clients.dynamodb);
    for (const record of await childrenOf(world)) await table.write({ record, dueAt: AT }, 0);
  }

  const filesOf = (folder: string) =>
    readdirSync(folder).map(
      (name) => `${name} ${statSync(join(folder, name)).mtimeMs} ${statSync(join(folder, name)).size}`,
    );

  it('reads the table of the service that runs, by the service’s clock', async () => {
    await oneMissing();
    const { status, stdout, stderr } = await operator.homeward('duty-list', '--authority', 'kent');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('As at Fri 20 Nov 2026 22:05');
    expect(stdout).toMatch(/^1\. MP-1 AE missing|^1\. MP-1 AE open/m);
  });

  it('reads the files of one that is stopped, a pause among them, and leaves the files as they are', async () => {
    await oneMissing();
    const { endpoint } = operator.desk.machine.emulators;
    const client = {
      endpoint,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'o', secretAccessKey: 'any' },
    };
    const switched = pauseSwitch('episodes', client);
    await switched.pause({ since: '2026-11-20T22:00:00.000Z', by: 'duty manager', why: 'a test' });
    switched.close();
    const { folder } = operator.desk.machine;
    await operator.desk.machine.stop();
    const before = filesOf(join(folder, 'dynamodb'));
    const { status, stdout, stderr } = await operator.homeward(
      'duty-list',
      '--authority',
      'kent',
      '--data',
      folder,
      '--html',
      'list.html',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('list.html: 1 episodes\n');
    const page = readFileSync(join(folder, 'list.html'), 'utf8');
    expect(page).toContain('MP-1');
    expect(page).toContain('does not run: this is what its files hold');
    expect(page).toContain('by duty manager: a test');
    expect(page).toContain('As at Fri 20 Nov 2026 22:05');
    expect(filesOf(join(folder, 'dynamodb'))).toEqual(before);
  });

  it('reads the files of one that runs and answers no more, and says that its last moments may be missing', async () => {
    await oneMissing();
    const { folder } = operator.desk.machine;
    const before = readdirSync(folder);
    const { status, stdout } = await operator.homeward('duty-list', '--authority', 'kent', '--data', folder);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1\. MP-1 AE/m);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'and was not asked: its last moments may be missing. Leave --data out to ask it.',
    );
    expect(stdout).not.toContain('does not run');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('plays no table by the procedure of another authority', async () => {
    const { folder, clients } = operator.desk.machine;
    await clients.dynamodb.send(
      new CreateTableCommand({
        TableName: 'homeward-darlington-Episodes1-X',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await clients.dynamodb.send(new DeleteTableCommand({ TableName: 'episodes' }));
    await operator.isToldInALine([
      [['duty-list', '--data', folder], 1, /is of darlington, not of kent: say --authority darlington/],
    ]);
  });

  it('tells of a mistake in a line', async () => {
    const mistakes: Mistake[] = [
      [['duty-list', '--data', 'nowhere'], 1, /nowhere holds no table: say --data FOLDER/],
      [['duty-list', '--authority', 'darlington'], 1, /not of Darlington/],
      [['duty-list', '--hours', '-1'], 2, /at most four weeks/],
      [['duty-list', '--scenario', 'x.yaml'], 1, /--authority too/],
    ];
    await operator.isToldInALine(mistakes);
  });

  it('lists what is open in a scenario, for practice', () => {
    const file = 'examples/scenarios/darlington/nine-years-old.yaml';
    const { status, stdout } = homeward('duty-list', '--authority', 'darlington', '--scenario', file);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1\. ME-0412 RE found/m);
  });
});
