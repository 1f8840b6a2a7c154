import { describe, expect, it } from 'vitest';
import { simulate } from '../../local/simulate.ts';
import { caseOf } from './cast.ts';
import { procedureOf, TERMS } from './education-procedure.ts';
import type { Said } from './playing.ts';
import { childrenOf, explained, lettersOf, mail, played } from './playing.ts';

const policy = procedureOf('darlington 2018', TERMS);
const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };

const outOfSchool: Said = {
  at: '2026-11-10T09:00:00Z',
  type: 'education.absence',
  data: { person: ASHA, school: 'Example Academy', lastAttendedOn: '2026-11-09', unauthorised: true },
};
const backAtSchool: Said = {
  at: '2026-11-13T09:00:00Z',
  type: 'education.absence',
  data: { person: ASHA, returnedOn: '2026-11-13' },
};
const missing: Said = {
  at: '2026-11-11T09:00:00Z',
  type: 'missing.reported',
  subject: 'ME-1',
  data: { person: ASHA, category: 'missing', risk: 'medium', lastSeenAt: '2026-11-11T07:30:00Z' },
};
const found = (outcome: string): Said => ({
  at: '2026-11-12T15:00:00Z',
  type: 'missing.found',
  subject: 'ME-1',
  data: { outcome, locatedAt: '2026-11-12T14:00:00Z' },
});

const textOf = async (world: Awaited<ReturnType<typeof played>>, rule: string) =>
  (await lettersOf(world)).find((letter) => letter.rule === rule)?.text ?? '';

const OF_SCHOOL = [
  'missing-education-5-days',
  'missing-education-20-days',
  'missing-education-over',
  // Of the task of school day 20: nobody has done it by the end of the day after.
  '2026-12-08 17:01 overdue',
];

describe('a missing child who is out of school, too', () => {
  it('is on one record, and each letter says the other thing', async () => {
    const world = await played(policy, [outOfSchool, missing], '2026-11-11T12:00:00Z');
    expect(await childrenOf(world)).toHaveLength(1);
    expect(await textOf(world, 'missing-notice')).toContain('Missing education: for 2 school days\n');
    expect(await textOf(world, 'missing-education-5-days')).toContain('Missing now: ME-1\n');
  });

  it('is told of at once where the procedure says so, and not a second time on day 5', async () => {
    const world = await played(policy, [outOfSchool, missing], '2026-11-18T00:00:00Z');
    expect(await mail(world, 'missing-education-5-days')).toEqual([
      '2026-11-11 09:00 missing-education-5-days front.door',
      '2026-11-11 09:00 missing-education-5-days missing.education',
    ]);
  });

  it('is told of on day 5 where the police found the child before the school said anything', async () => {
    const late = { ...outOfSchool, at: '2026-11-13T09:00:00Z' };
    const world = await played(policy, [missing, found('found'), late], '2026-11-18T00:00:00Z');
    expect(await mail(world, 'missing-education-5-days')).toEqual([
      '2026-11-16 09:00 missing-education-5-days front.door',
      '2026-11-16 09:00 missing-education-5-days missing.education',
    ]);
  });

  it('once found is still out of school: nobody is told that the pupil is back', async () => {
    const world = await played(policy, [outOfSchool, missing, found('found')], '2026-11-18T00:00:00Z');
    expect(await mail(world, 'missing-education-over')).toEqual([]);
    expect((await mail(world, 'stand-down')).join()).not.toContain('missing.education');
  });

  it('once back at school is still missing: only who was told of the absence from school hears of it', async () => {
    const world = await played(policy, [outOfSchool, missing, backAtSchool], '2026-11-18T00:00:00Z');
    expect(await mail(world, 'stand-down', 'missing-education-over')).toEqual([
      '2026-11-13 09:00 missing-education-over missing.education',
      '2026-11-13 09:00 missing-education-over front.door',
    ]);
    expect(await mail(world, 'assistant-director-3-days')).toEqual([
      '2026-11-14 07:30 assistant-director-3-days assistant.director',
    ]);
  });

  it('is told of as missing exactly as a child of whom no school speaks', async () => {
    const alone = await played(policy, [missing, found('found')], '2026-12-20T00:00:00Z');
    const both = await played(policy, [outOfSchool, missing, found('found')], '2026-12-20T00:00:00Z');
    const ofMissing = (await mail(both)).filter((line) => !OF_SCHOOL.some((rule) => line.includes(rule)));
    expect(ofMissing).toEqual(await mail(alone));
  });

  it('is told of no more once the police report the worst', async () => {
    const world = await played(policy, [outOfSchool, missing, found('deceased')], '2026-12-20T00:00:00Z');
    const after = (await mail(world)).filter((line) => line >= '2026-11-12 15:00');
    expect(after.map((line) => line.split(' ')[2])).toEqual(['deceased', 'deceased']);
  });

  it('is not told to be back at school where anybody reports the worst', async () => {
    const worst = { ...found('deceased'), source: 'urn:case-system:darlington' };
    const world = await played(policy, [outOfSchool, missing, worst, backAtSchool], '2026-11-14T00:00:00Z');
    expect(await mail(world, 'missing-education-5-days')).toHaveLength(2);
    expect(await mail(world, 'missing-education-over')).toEqual([]);
  });

  it('does not have the absence from school counted as a missing episode', async () => {
    const world = await played(policy, [outOfSchool, missing], '2026-11-11T12:00:00Z');
    expect(await textOf(world, 'missing-notice')).toMatch(/Missing episodes on record: 1\b/);
  });
});

describe('a pupil who is out of school and not missing', () => {
  it('sets off no rule on missing children, with a case or without, and none is told that nobody reported it', async () => {
    const cased = caseOf('2026-11-09T09:00:00Z', ASHA, { status: 'looked-after' });
    const world = await played(policy, [cased, outOfSchool], '2026-11-20T00:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-16 09:00 missing-education-5-days front.door',
      '2026-11-16 09:00 missing-education-5-days missing.education',
    ]);
  });

  it('is explained under our reference: why each rule acted, or did not', async () => {
    const world = await played(policy, [outOfSchool], '2026-11-16T12:00:00Z');
    const lines = (await explained(world)).split('\n').map((line) => line.trim());
    expect(lines).toContain('Not told: this is an absence from school [D17-6.9-a]');
    expect(lines).toContain(
      'The pupil is missing education; 09:00 of school day 5 after last attended (Monday 9 November 2026 at 00:00) [D18-4.3-e, D18-8.2-a, D18-8.3-a, D18-8.4-a, D18-8.5-a]',
    );
    expect(lines.filter((line) => line.startsWith('Will tell'))).toEqual([
      expect.stringMatching(
        /^Will tell missing education officer on Monday 7 December 2026 at 09:00 if the pupil is still out of school/,
      ),
    ]);
  });

  it('is among the episodes of a simulation, open until it is over', async () => {
    const about = 'a pupil who is back';
    const { simulation: out } = await simulate({ about, messages: [outOfSchool] }, policy);
    const { simulation: back } = await simulate({ about, messages: [outOfSchool, backAtSchool] }, policy);
    const reference = expect.stringMatching(/^SCHOOL-/);
    expect(out.episodes).toEqual([{ subject: reference, state: 'open', tasks: [expect.anything()] }]);
    expect(back.episodes).toEqual([{ subject: reference, state: 'closed', tasks: [] }]);
  });

  it('who may be one of two children is told of, and it is asked whose record it is', async () => {
    const other = { ...ASHA, dateOfBirth: '2013-01-01' };
    const twin = { ...outOfSchool, data: { ...(outOfSchool['data'] as object), person: other } };
    const world = await played(policy, [outOfSchool, twin], '2026-11-10T12:00:00Z');
    expect(await mail(world)).toEqual([
      '2026-11-10 09:00 resolve-identity front.door',
      '2026-11-10 09:00 resolve-identity front.door',
    ]);
  });
});
