import { describe, expect, it } from 'vitest';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import type { Letter } from '../../shared/ports.ts';
import { cancelled, caseOf, found, KIM, reported } from './cast.ts';
import { goOn, lettersOf, mail, procedure, tasksOf } from './playing.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const AT_NOON = { at: '2026-11-20T12:00:00Z' };
const report = (reference: string, data = {}) =>
  reported(reference, { lastSeenAt: '2026-11-20T11:00:00Z', ...data }, AT_NOON);

const refusing = (world: World, ...mailboxes: string[]): void => {
  world.post.answer = ({ to }) => (mailboxes.includes(to.split('@')[0] ?? '') ? 'refuse' : 'accept');
};

describe('when the mail service does not answer', () => {
  it('the letter is tried again until it is accepted, and sent once', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    let failures = 3;
    world.post.answer = ({ to }) =>
      to.startsWith('missing.coordinator') && failures-- > 0 ? 'fail' : 'accept';
    await goOn(world, [report('ME-1')], '2026-11-20T13:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-20 12:00 front-door-notice front.door',
      '2026-11-20 12:00 missing-notice service.manager',
      '2026-11-20 12:00 school-rolls-alert education.safeguarding',
      '2026-11-20 12:00 director-copy director',
      '2026-11-20 12:09 missing-notice missing.coordinator',
    ]);
  });

  it('the letters beside it are not held up, and the next rung comes in its time', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    world.post.answer = ({ to }) => (to.startsWith('front.door') ? 'fail' : 'accept');
    await goOn(world, [report('ME-1')], '2026-11-21T11:30:00Z');
    expect(await mail(world, 'front-door-notice'), 'out of hours it goes elsewhere').toEqual([
      '2026-11-20 17:00 front-door-notice emergency.duty.team',
    ]);
    expect(await mail(world, 'head-of-service-24-hours')).toEqual([
      '2026-11-21 11:00 head-of-service-24-hours head.of.service',
    ]);
  });

  it('what could not be sent before the child was found is not sent after', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    world.post.answer = () => 'fail';
    await goOn(world, [report('ME-1')], '2026-11-20T12:30:00Z');
    world.post.answer = () => 'accept';
    await goOn(world, [cancelled('2026-11-20T12:31:00Z', 'ME-1')], '2026-11-20T14:00:00Z');
    expect(await mail(world, 'front-door-notice', 'missing-notice')).toEqual([]);
    expect(await mail(world, 'stand-down'), 'an unknown answer counts as told').toHaveLength(5);
  });
});

describe('when a mailbox refuses a letter', () => {
  it('the deputy has it at once', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    refusing(world, 'missing.coordinator', 'service.manager');
    await goOn(world, [report('ME-1')], '2026-11-20T12:00:01Z');
    expect(await mail(world, 'not-delivered')).toEqual([
      '2026-11-20 12:00 not-delivered front.door',
      '2026-11-20 12:00 not-delivered head.of.service',
    ]);
  });

  it('the letter says whom it was for, what it said and what is asked', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    refusing(world, 'missing.coordinator');
    const back = found('2026-11-20T13:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T12:30:00Z',
    });
    await goOn(world, [report('ME-1'), back], '2026-11-20T14:00:00Z');
    const letter = (await lettersOf(world)).find(
      ({ rule, text }) => rule === 'not-delivered' && text.includes('task return-interview'),
    );
    expect(letter?.text).toContain(
      'It was for missing coordinator, and it said: Please have this child offered an interview',
    );
    expect(letter?.text).toContain('To be done by:\n- Monday 23 November 2026 at 12:30');
    expect(letter?.text).not.toContain('undefined');
  });

  it('and the deputy refuses too, the front door has it', async () => {
    const world = emptyWorld(kent, AT_NOON.at);
    refusing(world, 'front.door.manager', 'head.of.service');
    await goOn(world, [report('MP-1')], '2026-11-20T12:00:01Z');
    expect(await mail(world, 'triage', 'not-delivered')).toEqual([
      '2026-11-20 12:00 not-delivered front.door',
    ]);
  });

  it("and the front door's own refuses, its deputies have it in turn", async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    refusing(world, 'front.door', 'service.manager', 'head.of.service');
    await goOn(world, [report('ME-1')], '2026-11-20T12:00:01Z');
    const [first] = (await lettersOf(world)).filter(
      ({ rule, text }) => rule === 'not-delivered' && text.includes('for front door'),
    );
    expect(first?.to).toBe('assistant.director@darlington.example');
  });

  it('and everybody refuses, it ends, and an alarm was raised for each', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    const offered: Letter[] = [];
    world.post.answer = (letter) => {
      offered.push(letter);
      return 'refuse';
    };
    await goOn(world, [report('ME-1')], '2026-11-20T13:00:00Z');
    expect(world.post.sent).toEqual([]);
    const each = offered.map(({ to, actions }) => `${actions.map((id) => id.split('<').at(-1))} ${to}`);
    expect(new Set(each).size, 'nobody is offered the same letter twice').toBe(each.length);
    expect(world.watch.alarms.filter(({ event }) => event === 'letter refused')).toHaveLength(offered.length);
    expect(world.watch.counts.get('LettersAccepted')).toBe(0);
  });

  it('after the child is found, nobody is told in its place that the child is missing', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    world.post.answer = ({ to }) => (to.startsWith('director') ? 'fail' : 'accept');
    await goOn(world, [report('ME-1'), cancelled('2026-11-20T12:01:00Z', 'ME-1')], '2026-11-20T12:02:00Z');
    refusing(world, 'director');
    await goOn(world, [], '2026-11-20T13:00:00Z');
    const forwarded = (await lettersOf(world)).filter(({ rule }) => rule === 'not-delivered');
    expect(
      forwarded.map(({ text }) => text.includes('it said: You were told that this child was missing')),
    ).toEqual([true]);
  });

  it('whoever had it in its place is stood down', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    refusing(world, 'service.manager');
    await goOn(world, [report('ME-1'), cancelled('2026-11-20T13:00:00Z', 'ME-1')], '2026-11-20T14:00:00Z');
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 13:00 stand-down head.of.service');
    expect(await mail(world, 'stand-down')).not.toContain('2026-11-20 13:00 stand-down service.manager');
  });

  it('a task that the refused letter gave can be recorded as done', async () => {
    const world = emptyWorld(kent, AT_NOON.at);
    refusing(world, 'front.door.manager');
    const done = {
      at: '2026-11-20T13:00:00Z',
      type: 'task.recorded',
      subject: 'MP-1',
      data: { task: 'triage', outcome: 'no-strategy-discussion', by: 'head-of-service' },
    };
    await goOn(world, [report('MP-1'), done], '2026-11-20T14:00:00Z');
    expect(await tasksOf(world)).toEqual([
      'MP-1 early-help-allocation open 2026-11-23T17:00',
      'MP-1 triage done 2026-11-20T20:00',
    ]);
  });
});

describe('when an answer is lost', () => {
  /** The director's mailbox may have had the first letter; what it answers to all others is known. */
  const unansweredOnce = (world: World, then: 'accept' | 'refuse'): void => {
    let answers = 0;
    world.post.answer = ({ to }) => {
      if (!to.startsWith('director')) return 'accept';
      answers += 1;
      return answers === 1 ? 'fail' : answers === 2 ? then : 'accept';
    };
  };

  it('and the mailbox then refuses, its deputy has the letter, and both are stood down', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    unansweredOnce(world, 'refuse');
    await goOn(world, [report('ME-1'), cancelled('2026-11-20T13:00:00Z', 'ME-1')], '2026-11-20T14:00:00Z');
    expect(await mail(world, 'not-delivered')).toEqual(['2026-11-20 12:03 not-delivered front.door']);
    expect((await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1)).sort()).toEqual([
      'director',
      'education.safeguarding',
      'front.door',
      'missing.coordinator',
      'service.manager',
    ]);
  });

  it('and the letter then goes out of hours to another mailbox, both are stood down', async () => {
    const world = emptyWorld(darlington, '2026-11-20T16:58:00Z');
    let offered = 0;
    world.post.answer = ({ to }) => (to.startsWith('front.door') && ++offered === 1 ? 'fail' : 'accept');
    await goOn(
      world,
      [
        reported('ME-1', { lastSeenAt: '2026-11-20T11:00:00Z' }, { at: '2026-11-20T16:58:00Z' }),
        cancelled('2026-11-20T18:00:00Z', 'ME-1'),
      ],
      '2026-11-20T19:00:00Z',
    );
    expect(await mail(world, 'front-door-notice')).toEqual([
      '2026-11-20 17:01 front-door-notice emergency.duty.team',
    ]);
    const stoodDown = (await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1));
    expect(stoodDown).toEqual(expect.arrayContaining(['emergency.duty.team', 'front.door']));
  });

  it('to the stand-down and the mailbox then refuses it, the deputy hears that it is over', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    let answers = 0;
    world.post.answer = ({ to }) =>
      to.startsWith('director') ? ((['accept', 'fail'] as const)[answers++] ?? 'refuse') : 'accept';
    await goOn(world, [report('ME-1'), cancelled('2026-11-20T13:00:00Z', 'ME-1')], '2026-11-20T14:00:00Z');
    expect(await mail(world, 'not-delivered')).toEqual(['2026-11-20 13:03 not-delivered front.door']);
    expect(answers, 'the refused letter is not offered again').toBe(3);
  });
});

describe('when a mailbox refuses a stand-down and is told again that the child is missing', () => {
  it('it is stood down when that absence ends', async () => {
    const world = emptyWorld(darlington, AT_NOON.at);
    const back = (at: string) => found(at, 'ME-1', { outcome: 'found', locatedAt: at });
    world.post.answer = ({ to, subject: _, actions }) =>
      to.startsWith('director') && actions.some((id) => id.startsWith('stand-down/ME-1/1/'))
        ? 'refuse'
        : 'accept';
    const again = report('ME-1', { lastSeenAt: '2026-11-20T14:30:00Z' });
    await goOn(
      world,
      [report('ME-1'), back('2026-11-20T13:00:00Z'), { ...again, at: '2026-11-20T15:00:00Z' }],
      '2026-11-20T15:30:00Z',
    );
    await goOn(world, [back('2026-11-20T16:00:00Z')], '2026-11-20T16:30:00Z');
    expect(await mail(world, 'director-copy')).toHaveLength(2);
    expect(await mail(world, 'stand-down')).toContain('2026-11-20 16:00 stand-down director');
  });
});

describe('when an address may not be used', () => {
  it.each([
    ['lies outside the allowed domains', 'kim@elsewhere.example', 'outside the allowed domains'],
    ['was never given', null, 'has not given'],
  ])("a keyworker's that %s, the front door has the letter and passes it on", async (_, email, why) => {
    const world = emptyWorld(kent, '2026-11-02T09:00:00Z');
    const child = { localAuthorityId: 'L1', givenName: 'Asha', familyName: 'Example' };
    await goOn(
      world,
      [
        caseOf('2026-11-02T09:00:00Z', child, { keyworker: { ...KIM, email } }),
        report('MP-1', { person: child }),
      ],
      '2026-11-20T12:01:00Z',
    );
    const letter = (await lettersOf(world)).find(({ actions }) =>
      actions.some((id) => id.includes('/keyworker=')),
    );
    expect(letter?.to).toBe('front.door@kent.example');
    expect(letter?.text).toContain(why);
  });
});
