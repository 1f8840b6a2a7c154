import { describe, expect, it } from 'vitest';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { pictureOf } from '../../shared/timeline/picture.ts';
import { answered, caseOf, interviewed, ROBIN, reported } from '../situations/cast.ts';
import { childrenOf, played } from '../situations/playing.ts';
import { darlington, pictureIn, SUNDAY } from './pictured.ts';

const told = (picture: Picture): string[] =>
  picture.marks.map(({ at, is, says }) => `${at.slice(8, 16).replace('T', ' ')} ${is} ${says}`);

const clock = (picture: Picture, name: string) => picture.clocks.find((each) => each.name === name);

describe('the picture of an episode', () => {
  it('has what was heard and told so far, what comes, and the clause of each letter', async () => {
    const picture = await pictureIn(
      await played(darlington, [reported('ME-0412', { person: ROBIN })], '2026-11-20T23:45:00Z'),
    );
    const words = told(picture);
    expect(words[0]).toBe('20 22:05 heard Police: reported missing');
    expect(words).toContain('20 22:05 asked Decision asked of front door');
    expect(words).toContain('20 22:05 told Notice to missing coordinator, service manager');
    expect(words).toContain('20 23:30 told Escalation to head of service');
    expect(words).toContain('21 20:30 coming Escalation to head of service');
    expect(picture.marks.filter(({ is }) => is === 'told').every(({ clauses }) => clauses.length > 0)).toBe(
      true,
    );
    expect(picture.state).toBe('missing');
  });

  it('says of what comes that it only comes if nothing changes', async () => {
    const picture = await pictureIn(await played(darlington, [reported('ME-0412')], '2026-11-20T22:30:00Z'));
    const next = picture.marks.find(({ is }) => is === 'coming');
    expect(next?.more).toContain('if still missing');
  });

  it('runs the absence from where it counts to the return, and shows the starts that do not count', async () => {
    const missing = reported('ME-0412', {
      missingSince: '2026-11-20T21:00:00Z',
      reportedAt: '2026-11-20T21:40:00Z',
    });
    const open = clock(
      await pictureIn(await played(darlington, [missing], '2026-11-21T00:00:00Z')),
      'Missing',
    );
    expect(open).toMatchObject({
      state: 'running',
      from: '2026-11-20T20:30:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    });
    expect(open?.starts.map(({ name, counts }) => `${name} ${counts}`)).toEqual([
      'last seen true',
      'missing since false',
      'reported to the police false',
    ]);
    const over = clock(
      await pictureIn(await played(darlington, [missing, SUNDAY], '2026-11-23T00:00:00Z')),
      'Missing',
    );
    expect(over).toMatchObject({ state: 'over', to: '2026-11-22T08:00:00.000Z' });
  });

  it('shows by each rival start when the 72 hours end, and which of them counts', async () => {
    const world = await played(darlington, [reported('ME-0412'), SUNDAY], '2026-11-23T12:00:00Z');
    const interview = clock(await pictureIn(world), 'return interview');
    expect(interview).toMatchObject({
      state: 'open',
      from: '2026-11-22T08:00:00.000Z',
      to: '2026-11-25T08:00:00.000Z',
    });
    expect(interview?.starts.map(({ name, at, counts }) => `${name} ${at?.slice(8, 16)} ${counts}`)).toEqual([
      'returned 25T08:00 true',
      'seen by the police 25T08:40 false',
      'the found report received here 25T09:00 false',
    ]);
    expect(interview?.counted).toContain('72 hours after the earliest of');
  });

  it('says by its name from which other task a clock is counted', async () => {
    const decision = {
      at: '2026-11-20T22:20:00Z',
      type: 'task.recorded',
      subject: 'ME-0412',
      data: { task: 'front-door-notice', outcome: 'meeting', by: 'front-door' },
    };
    const world = await played(darlington, [reported('ME-0412'), decision], '2026-11-20T23:00:00Z');
    expect(clock(await pictureIn(world), 'strategy meeting')?.counted).toBe(
      'close of working day 1 after the latest of received here, strategy meeting decision is recorded, the deadline of strategy meeting decision',
    );
  });

  it('tells an open task from one that is overdue, done, or lapsed - with the reason', async () => {
    const story = [reported('ME-0412'), SUNDAY];
    const late = await pictureIn(await played(darlington, story, '2026-11-26T12:00:00Z'));
    expect(clock(late, 'return interview')?.state).toBe('overdue');
    expect(clock(late, 'strategy meeting decision')).toMatchObject({
      state: 'lapsed',
      because: 'the child is no longer missing',
    });
    const held = interviewed('2026-11-24T10:00:00Z', 'ME-0412', { offeredAt: '2026-11-23T10:00:00Z' });
    const done = await pictureIn(await played(darlington, [...story, held], '2026-11-26T12:00:00Z'));
    expect(clock(done, 'return interview')).toMatchObject({
      state: 'done',
      endedAt: '2026-11-24T10:00:00.000Z',
    });
    expect(told(done)).toContain('24 10:00 recorded Return home interview held');
  });

  it('shows what a person decided, in which role, under the clause that asked for it', async () => {
    const decided = answered('2026-11-20T23:00:00Z', 'ME-0412', 'no-strategy-meeting', {
      task: 'front-door-notice',
      at: '2026-11-20T22:50:00Z',
    });
    const picture = await pictureIn(
      await played(darlington, [reported('ME-0412'), decided], '2026-11-21T01:00:00Z'),
    );
    const mark = picture.marks.find(({ is }) => is === 'recorded');
    expect(mark).toMatchObject({
      at: '2026-11-20T22:50:00.000Z',
      says: 'Strategy meeting decision: no strategy meeting',
    });
    expect(mark?.more).toEqual(['by front door', 'known here Fri 20 Nov 23:00']);
    expect(mark?.clauses).toContain('D17-7.8-c');
  });

  it('marks a letter that came back as not delivered, and why', async () => {
    const world = await played(darlington, [reported('ME-0412')], '2026-11-21T00:00:00Z');
    const [record] = await childrenOf(world);
    if (!record) throw new Error('A child was reported missing');
    const bounced = Object.entries(record.told).map(([id, telling]) => [
      id,
      telling.roles.includes('director')
        ? { ...telling, fate: { is: 'bounced' as const, at: telling.intendedAt, why: 'Permanent' } }
        : telling,
    ]);
    const picture = pictureOf(
      { ...record, told: Object.fromEntries(bounced) },
      'ME-0412',
      darlington,
      world.clock.now(),
    );
    expect(picture?.marks.filter(({ is }) => is === 'failed')).toMatchObject([
      { says: 'Report to director', more: ['director copy', 'it came back: Permanent'] },
    ]);
  });

  it('marks a letter that a mailbox refused, and one whose answer has not come', async () => {
    const world = await played(darlington, [reported('ME-0412')], '2026-11-21T00:00:00Z');
    const [record] = await childrenOf(world);
    if (!record) throw new Error('A child was reported missing');
    const stood = (role: string, state: 'refused' | 'intended') =>
      Object.entries(record.told)
        .filter(([, telling]) => telling.roles.includes(role))
        .map(([id, telling]) => [id, { ...telling, state }] as const);
    const changed = Object.fromEntries([
      ...stood('director', 'refused'),
      ...stood('missing-coordinator', 'intended'),
    ]);
    const now = world.clock.now();
    const picture = pictureOf(
      { ...record, told: { ...record.told, ...changed } },
      'ME-0412',
      darlington,
      now,
    );
    const mark = (says: string) => picture?.marks.find((each) => each.says === says && each.is !== 'due');
    expect(mark('Report to director')).toMatchObject({
      is: 'failed',
      more: ['director copy', 'the mailbox refused it'],
    });
    expect(mark('Notice to missing coordinator')?.more).toContain(
      'on its way: the mail service has not answered yet',
    );
  });

  it('has what a reader answered by a link, once for a letter that several roles share, and no task of it', async () => {
    const world = await played(darlington, [reported('ME-0412', { person: ROBIN })], '2026-11-21T00:00:00Z');
    const [record] = await childrenOf(world);
    const [id, telling] =
      Object.entries(record?.told ?? {}).find(([, each]) => each.purpose === 'escalate') ?? [];
    if (!record || !id || !telling) throw new Error('The head of service was told');
    const statement = {
      value: { outcome: 'seen', by: 'head-of-service' },
      time: '2026-11-20T23:40:00.000Z',
      message: 'a-1',
      by: 'case-system' as const,
      receivedAt: '2026-11-20T23:40:02.000Z',
    };
    const said = { [`task.${answerTask('seen', id)}`]: { [`${ANSWERS_URN}darlington`]: statement } };
    const references = { 'ME-0412': { ...record.references['ME-0412'], ...said } };
    const shared = { [`${id}+`]: { ...telling, letter: id } };
    const now = world.clock.now();
    const answeredSo = { ...record, references, told: { ...record.told, ...shared } };
    const picture = pictureOf(answeredSo, 'ME-0412', darlington, now);
    const marks = picture?.marks.filter(
      ({ is, says }) => is === 'answered' || is === 'recorded' || says.includes('answered'),
    );
    expect(marks).toMatchObject([
      { at: '2026-11-20T23:40:00.000Z', says: 'The head of service has seen this', clauses: ['D17-7.13-b'] },
    ]);
  });

  it('leaves out what was said before the child went missing, and nothing that was said since', async () => {
    const picture = await pictureIn(
      await played(
        darlington,
        [
          caseOf('2026-10-01T09:00:00Z', ROBIN),
          reported('ME-0412', { person: ROBIN }),
          caseOf('2026-11-21T09:00:00Z', ROBIN, { status: 'looked-after' }),
        ],
        '2026-11-21T12:00:00Z',
      ),
    );
    const heard = picture.marks
      .filter(({ is }) => is === 'heard')
      .map(({ at, more }) => `${at.slice(0, 10)} ${more[0]}`);
    expect(heard).toEqual([
      '2026-11-20 risk medium; category missing; last seen Fri 20 Nov 20:30',
      '2026-11-21 case status looked after',
    ]);
  });

  it('is undefined for a reference that the record does not know', async () => {
    const [record] = await childrenOf(
      await played(darlington, [reported('ME-0412')], '2026-11-21T00:00:00Z'),
    );
    expect(record && pictureOf(record, 'ME-9999', darlington, '2026-11-21T00:00:00.000Z')).toBeUndefined();
  });
});
