// Who else knows, and what comes next: what a reader asks who has to decide whether to act alone.
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../local/simulate.ts';
import type { Action } from '../../shared/core/plan.ts';
import type { Next } from '../../shared/letters/ahead.ts';
import { companySection } from '../../shared/letters/coming.ts';
import { ASHA, cancelled, caseOf, found, REPORTED, ROBIN, reported, updated } from '../situations/cast.ts';
import { goOn, lettersOf, procedure } from '../situations/playing.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');

const KIM_THERE = {
  keyworker: { name: 'Kim Example', email: 'kim@darlington.example', teamEmail: 'north@darlington.example' },
};

describe('who else knows', () => {
  it('are those who are told at the same time, the reader left out', async () => {
    const [notice] = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    expect(notice?.rule).toBe('front-door-notice');
    expect(under('Told at the same time', notice?.text)).toEqual([
      'missing coordinator, service manager, education safeguarding officer and director',
    ]);
    expect(notice?.text).not.toContain('Told before');
  });

  it('are those who were told before', async () => {
    const all = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-under-10');
    expect(under('Told at the same time', rung?.text)).toEqual([]);
    expect(under('Told before that the child was missing', rung?.text)).toEqual([
      'front door, missing coordinator, service manager, education safeguarding officer and director',
    ]);
  });

  it('are told by their roles, never by name or address', async () => {
    const known = caseOf('2026-11-02T09:00:00Z', ROBIN, KIM_THERE);
    const all = await letters(
      darlington,
      [known, reported('ME-1', { person: ROBIN })],
      '2026-11-20T23:31:00Z',
    );
    for (const { text } of all) expect(text.replace(/^Questions: .+$/m, '')).not.toMatch(/Kim|@/);
    expect(
      all.some(({ text }) =>
        under('Told before that the child was missing', text).join().includes('keyworker'),
      ),
    ).toBe(true);
  });

  it('do not include a mailbox that refused its letter', async () => {
    const world = emptyWorld(darlington, REPORTED);
    world.post.answer = ({ to }) => (to.startsWith('service.manager') ? 'refuse' : 'accept');
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const rung = (await lettersOf(world)).find(({ rule }) => rule === 'head-of-service-under-10');
    expect(under('Told before that the child was missing', rung?.text).join()).toContain(
      'missing coordinator',
    );
    expect(under('Told before that the child was missing', rung?.text).join()).not.toContain(
      'service manager',
    );
  });

  it('do not include whom another absence was told to', async () => {
    const earlier = reported(
      'ME-0',
      { person: ROBIN, lastSeenAt: '2026-10-01T20:00:00Z' },
      { at: '2026-10-01T21:00:00Z' },
    );
    const back = found('2026-10-01T22:00:00Z', 'ME-0', {
      outcome: 'found',
      returnedAt: '2026-10-01T21:30:00Z',
    });
    const all = await letters(
      darlington,
      [earlier, back, reported('ME-1', { person: ROBIN })],
      '2026-11-20T22:06:00Z',
    );
    const notice = all.findLast(({ rule }) => rule === 'front-door-notice');
    expect(notice?.text).not.toContain('Told before');
  });

  it('are nobody, where nobody else was told', async () => {
    const nonsense = { at: '2026-11-20T22:05:00Z', type: 'no such type', subject: 'ME-1', data: {} };
    const [letter] = await letters(darlington, [nonsense], '2026-11-20T22:06:00Z');
    expect(under('Told', letter?.text)[0]).toBe('nobody but you');
  });
});

describe('what comes next', () => {
  it('are the next rungs of the plan, with their times, and how many more', async () => {
    const [notice] = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    const [first, ...more] = under('Comes next, on other matters', notice?.text);
    expect(first).toBe('Fri 20 Nov 23:30: escalation to head of service, if still missing');
    expect(more).toHaveLength(3);
    expect(more.at(-1)).toMatch(/^and \d more, if nothing changes$/);
  });

  it('speaks to the reader, where it is the reader who is told next', async () => {
    const all = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-under-10');
    expect(under('Comes next', rung?.text)).toContain(
      'Sat 21 Nov 20:30: escalation to you, if still missing',
    );
  });

  it('is what was said: the letters come then, to these', async () => {
    const all = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-under-10');
    expect(rung?.at).toBe('2026-11-20T23:30:00.000Z');
  });

  it('is what happens if what is asked is not done: what it then counts as, and who hears of it', async () => {
    const [notice] = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    expect(under('If it is not done', notice?.text)).toEqual([
      'it does not wait for you: it goes on as "meeting", and your decision is still asked for',
      'Sat 21 Nov 06:05: request to first response team and service manager about "strategy meeting", if still missing',
      'Mon 23 Nov 17:01: escalation to head of service, if still missing and "strategy meeting" is not recorded',
    ]);
  });

  it('is that somebody hears of it, where no rule of its own looks after what is asked', async () => {
    const known = caseOf('2026-11-02T09:00:00Z', ROBIN, { ...KIM_THERE, status: 'looked-after' });
    const all = await letters(
      darlington,
      [known, reported('ME-1', { person: ROBIN })],
      '2026-11-20T22:06:00Z',
    );
    const asked = all.find(({ rule }) => rule === 'parents-told');
    expect(under('If it is not done', asked?.text)).toEqual([expect.stringMatching(/: chaser to /)]);
  });

  it('counts the letter itself as told', async () => {
    const versions = darlington.versions.map((version) => ({
      ...version,
      rules: version.rules.map((rule) =>
        rule.id === 'head-of-service-24-hours' ? { ...rule, when: { told: 'front-door-notice' } } : rule,
      ),
    }));
    const policy = { ...darlington, versions };
    const [notice] = await letters(policy, [reported('ME-1', { person: ROBIN })], '2026-11-20T22:06:00Z');
    expect(notice?.rule).toBe('front-door-notice');
    expect(under('Comes next, on other matters', notice?.text)).toContain(
      'Sat 21 Nov 20:30: escalation to head of service, if still missing',
    );
  });

  it('leaves out what was missed of a rule that acts again and again', async () => {
    const world = emptyWorld(kent, REPORTED);
    const back = found('2026-11-21T09:00:00Z', 'MP-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
    });
    await goOn(
      world,
      [reported('MP-1', { responsibleAuthority: 'E06000035' }), back],
      '2026-11-21T10:00:00Z',
    );
    world.episodes.paused = true;
    await goOn(world, [], '2026-12-27T10:00:00Z');
    world.episodes.paused = false;
    await goOn(world, [updated('2026-12-27T11:00:00Z', 'MP-1', { risk: 'low' })], '2026-12-27T11:30:00Z');
    const chaser = (await lettersOf(world)).findLast(({ rule }) => rule === 'placing-authority-chaser');
    expect(chaser?.at.slice(0, 10)).toBe('2026-12-27');
    expect(under('If it is not done', chaser?.text)).toEqual([
      expect.stringMatching(/ Jan .*: chaser to you$/),
    ]);
  });

  it('has a year where it is far away', () => {
    const at = (instant: string): Next => ({
      at: instant,
      rule: 'register',
      purpose: 'chase',
      upon: 'ended',
      roles: ['director'],
      isAnswer: false,
    });
    const next = [at('2026-12-02T09:00:00.000Z'), at('2027-12-02T09:00:00.000Z')];
    const action = { roles: ['front-door'] } as unknown as Action;
    const { facts } = companySection(
      { now: [], before: [], unreached: [], toldWorst: [], mine: [], next, later: [] },
      { actions: [action], unreached: [] },
      kent,
      '2026-11-20T22:05:00.000Z',
    );
    expect(facts).toContainEqual([
      'Comes next',
      'Wed 2 Dec 09:00: chaser to director about "register"',
      'Thu 2 Dec 2027 09:00: chaser to director about "register"',
    ]);
  });

  it('is nothing once the report is withdrawn', async () => {
    const all = await letters(
      darlington,
      [reported('ME-1'), cancelled('2026-11-20T23:00:00Z', 'ME-1')],
      '2026-11-20T23:00:01Z',
    );
    expect(all.at(-1)?.rule).toBe('stand-down');
    expect(under('Comes next', all.at(-1)?.text)).toEqual(['nothing more, as things stand']);
  });

  it('says to another authority what that authority will hear, and not our own ladder', async () => {
    const child = { ...ASHA, localAuthorityId: 'L9' };
    const all = await letters(
      kent,
      [reported('MP-1', { person: child, responsibleAuthority: 'E06000035' })],
      '2026-11-20T22:06:00Z',
    );
    const outside = all.find(({ rule }) => rule === 'placing-authority-letter');
    expect(outside?.text).toMatch(
      /^Notice from Kent, for placing authority \(Medway\)\. Kent's procedure requires it\.$/m,
    );
    expect(under('Comes next', outside?.text).join()).not.toMatch(/head of service|team manager/);
    const inside = all.find(({ rule }) => rule === 'front-door-notice');
    expect(under('Comes next', inside?.text).join()).toMatch(/head of service/);
  });
});
