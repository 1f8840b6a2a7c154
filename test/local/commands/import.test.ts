// The case system's export at the command line: what it sends, what it sends again, and what it tells of what it cannot send.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, Desk, idOf } from '../case-extract/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await new Desk().open();
});
afterEach(() => desk.clear());

const header = 'localAuthorityId,givenName,familyName,dateOfBirth,status,keyworkerEmail';
const robin = 'L1,Robin,Example,14/05/2012,looked-after,kim.worker@kent.example';
const sam = 'L2,Sam,Example,2013-02-28,child-in-need,';

describe('npx homeward import', () => {
  it('sends one message for each row, in the name of the case system and as of when the extract was made', async () => {
    const { status, stderr, stdout } = await desk.homeward(
      'import',
      desk.extract('a.csv', `\uFEFF${csv(header, robin, sam)}`),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/new +2\n.*changed +0\n.*unchanged +0\n.*bad +0\n.*sent +2/s);
    const [first, second] = await desk.sent();
    expect(first).toMatchObject({
      source: 'urn:case-system:kent',
      type: 'case.updated',
      time: '2026-11-20T18:00:00.000Z',
      data: {
        authority: 'E10000016',
        person: {
          givenName: 'Robin',
          familyName: 'Example',
          dateOfBirth: '2012-05-14',
          localAuthorityId: 'L1',
        },
        status: 'looked-after',
        keyworker: { email: 'kim.worker@kent.example' },
      },
    });
    expect(second?.data).not.toHaveProperty('keyworker');
  });

  it('changes nothing the second time, and sends a row alone that has changed', async () => {
    await desk.homeward('import', desk.extract('a.csv', csv(header, robin, sam)));
    await desk.sent();
    const again = await desk.homeward('import', 'a.csv');
    expect(again.stdout).toMatch(/new +0\n.*unchanged +2\n.*sent +0/s);
    expect(await desk.sent()).toEqual([]);

    const later = csv(header, robin, sam.replace('child-in-need', 'looked-after'));
    await desk.homeward('import', desk.extract('a.csv', later, '2026-11-20T19:00:00Z'));
    expect((await desk.sent()).map(idOf)).toEqual(['L2']);
  });

  it('lets a row win that goes back to what it said before', async () => {
    const words = ['child-in-need', 'looked-after', 'child-in-need', 'looked-after'];
    for (const [hour, status] of words.entries()) {
      const file = csv('localAuthorityId,status', `L1,${status}`);
      await desk.homeward('import', desk.extract('a.csv', file, `2026-11-20T1${hour}:00:00Z`));
    }
    const sent = (await desk.sent()).sort((a, b) => (a.time < b.time ? -1 : 1));
    expect(sent.map(({ data }) => data['status'])).toEqual(words);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
  });

  it('gives the same messages the same ids where all is sent afresh, so that the pipeline knows them', async () => {
    await desk.homeward('import', desk.extract('a.csv', csv(header, robin, sam)));
    const first = await desk.sent();
    const { stdout } = await desk.homeward('import', '--afresh', 'a.csv');
    expect(stdout).toMatch(/new +2/);
    expect(await desk.sent()).toEqual(first);
  });

  it('says in a dry run what would change, by identifier and column, sends nothing and remembers nothing', async () => {
    await desk.homeward('import', desk.extract('a.csv', csv(header, robin, sam)));
    await desk.sent();
    const before = desk.memory();
    const changed = csv(header, robin.replace('Robin', 'Roberta'), 'L3,Lee,Example,,,');
    const { status, stdout } = await desk.homeward(
      'import',
      '--dry-run',
      desk.extract('b.csv', changed, '2026-11-20T19:00:00Z'),
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/new +1\n.*changed +1\n.*absent +1 of earlier imports/s);
    expect(stdout).toMatch(/L1 +changed: givenName\n +L3 +new: localAuthorityId, givenName, familyName\n/);
    expect(stdout).not.toMatch(/Rob|Lee/);
    expect(await desk.sent()).toEqual([]);
    expect(desk.memory()).toBe(before);
  });

  it('names each bad row with its line, its column and the mend, never with what it holds, and sends the good', async () => {
    const file = csv(
      header,
      robin,
      'L2,=Sam(),Example,31/02/2013,looked-aftr,sam',
      'L3,"Lee',
      'Anne",Example,5/6/12,,',
      'l1,Robin,Example,,,',
      ',Kim,Example,,,',
      'L7,Max,Example',
      'L8,Alex,Example,12/25/2012,,',
    );
    const { status, stderr, stdout } = await desk.homeward('import', desk.extract('a.csv', file));
    expect(status).toBe(1);
    expect(stdout).toMatch(/new +1\n.*bad +6\n.*sent +1/s);
    expect(stderr.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'a.csv:3 givenName',
      'a.csv:4-5 givenName',
      'a.csv:4-5 dateOfBirth',
      'a.csv:6 localAuthorityId',
      'a.csv:7 localAuthorityId',
      'a.csv:8 has',
      'a.csv:9 dateOfBirth',
      '',
    ]);
    expect(stderr).toContain('a.csv:6 localAuthorityId is also on line 2: keep the row that is right');
    expect(stderr).not.toMatch(/Sam|Lee|Kim|Max|Alex|aftr/);
    expect((await desk.sent()).map(idOf)).toEqual(['L1']);
  });

  it('shows the first twenty bad rows and the count of the rest; as JSON, all of them', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => `L${n},2013-02-30`);
    const file = desk.extract('a.csv', csv('localAuthorityId,dateOfBirth', ...rows));
    const { stderr } = await desk.homeward('import', file);
    expect(stderr.split('\n').filter((line) => line.startsWith('a.csv:'))).toHaveLength(20);
    expect(stderr).toContain('and 30 bad rows more');
    const { stdout, status } = await desk.homeward('import', '--json', file);
    expect(status).toBe(1);
    const answer = JSON.parse(stdout);
    expect(answer.badRows).toHaveLength(50);
    expect(answer.badRows[49]).toEqual({
      line: 51,
      lastLine: 51,
      faults: [{ column: 'dateOfBirth', message: 'is a day that does not exist: correct it' }],
    });
    expect(answer.totals).toMatchObject({ rows: 50, bad: 50, sent: 0 });
  });

  it('refuses an extract that is older than the last, or another one of the same moment', async () => {
    await desk.homeward('import', desk.extract('new.csv', csv(header, robin)));
    await desk.sent();
    for (const at of ['2026-11-20T17:00:00Z', '2026-11-20T18:00:00Z']) {
      const { status, stderr } = await desk.homeward('import', desk.extract('old.csv', csv(header, sam), at));
      expect(status).toBe(1);
      expect(stderr).toContain('is not newer than the last extract');
    }
    expect(await desk.sent()).toEqual([]);
  });

  it('remembers nothing of another pipeline that was here', async () => {
    await desk.homeward('import', desk.extract('a.csv', csv(header, robin)));
    const other = await new Desk().open();
    try {
      other.sitAt(desk);
      const { stdout } = await desk.homeward('import', 'a.csv');
      expect(stdout).toMatch(/new +1\n/);
    } finally {
      await other.clear();
    }
  });

  it('goes on after a kill without sending again what it remembers, and what it sends twice it sends alike', async () => {
    const ids = Array.from({ length: 4000 }, (_, n) => `L${String(n).padStart(5, '0')}`);
    const file = desk.extract(
      'a.csv',
      csv('localAuthorityId,status', ...ids.map((id) => `${id},looked-after`)),
    );
    const killed = desk.start('import', file);
    desk.onSend = (times) => times === 60 && killed.kill('SIGKILL');
    await new Promise((ended) => killed.once('close', ended));
    const { status, stdout } = await desk.homeward('import', file);
    expect(status).toBe(0);
    expect(Number(/unchanged +([\d,]+)/.exec(stdout)?.[1]?.replace(',', ''))).toBeGreaterThanOrEqual(490);
    const sent = await desk.sent();
    expect([...new Set(sent.map(idOf))]).toEqual(ids);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(ids.length);
    expect(sent.length - ids.length).toBeLessThanOrEqual(40); // what was on its way
  });

  it('comes to an end of what is under way on Ctrl-C, and says how to go on', async () => {
    const rows = Array.from({ length: 4000 }, (_, n) => `L${n},looked-after`);
    const child = desk.start('import', desk.extract('a.csv', csv('localAuthorityId,status', ...rows)));
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    desk.onSend = (times) => times === 10 && child.kill('SIGINT');
    expect(await new Promise((ended) => child.once('close', ended))).toBe(1);
    expect(stderr).toContain('Stopped. Run the same again');
    await desk.homeward('import', 'a.csv');
    expect(await desk.sent()).toHaveLength(4000);
  });
});

describe('what cannot be imported', () => {
  it('is refused in a line, and nothing is sent', async () => {
    const file = desk.extract('a.csv', csv('localAuthorityId,givenNmae,status', 'L1,Robin,looked-after'));
    const { status, stdout, stderr } = await desk.homeward('import', file);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'a.csv:1 column givenNmae is not known: did you mean givenName?\n',
    });
    expect(await desk.sent()).toEqual([]);
    expect(desk.memory()).toBe('');
  });

  it.each([
    [['import'], 2, /missing required argument/],
    [['import', 'a.csv', '--extracted-at', '20/11/2026'], 2, /It is not a time/],
    [['import', 'nowhere.csv'], 1, /nowhere\.csv: cannot be read/],
  ])('as %j is told in a line', async (words, status, says) => {
    const ran = await desk.homeward(...words);
    expect(ran.status).toBe(status);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('is a file that was written in the future, unless somebody says when it was made', async () => {
    const file = desk.extract('a.csv', csv(header, robin), '2099-01-01T00:00:00Z');
    const { status, stderr } = await desk.homeward('import', file);
    expect(status).toBe(1);
    expect(stderr).toMatch(/written in the future/);
    await desk.homeward('import', file, '--extracted-at', '2026-11-20T19:00:00+01:00');
    expect((await desk.sent()).map(({ time }) => time)).toEqual(['2026-11-20T18:00:00.000Z']);
  });
});
