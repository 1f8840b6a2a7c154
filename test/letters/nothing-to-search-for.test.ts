// What readers who knew nothing had to search for: which pupil, who knows that a task is overdue, who gets the alarm, what to record.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { ASHA, answered, caseOf, found, interviewed, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { procedure } from '../situations/playing.ts';
import { lettersOfScenario } from './every-letter.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');

/** What stands under the heading of what is asked. */
const asked = (text = ''): string[] =>
  /^What (?:you are asked to do|this letter tells you):\n((?:- .+\n)+)/m
    .exec(text)?.[1]
    ?.trimEnd()
    .slice(2)
    .split('\n- ') ?? [];

describe("a letter about a pupil's absence from school", () => {
  const absent = (person: object, at = '2026-11-11T09:00:00Z'): Said => ({
    at,
    type: 'education.absence',
    data: { person, school: 'Elm School', lastAttendedOn: '2026-11-06', unauthorised: true, onRoll: true },
  });
  const FIVE_DAYS = '2026-11-13T09:01:00Z';
  const whoIsIt = async (messages: readonly Said[], role: string, policy = darlington, until = FIVE_DAYS) => {
    const all = await letters(policy, messages, until);
    const letter = all.findLast(
      ({ rule, text }) => rule === 'missing-education-5-days' && text.includes(`told as ${role};`),
    );
    return { letter, which: asked(letter?.text).filter((line) => line.startsWith('Which pupil')) };
  };

  it('says first of all how its reader learns which pupil: there is no number, and no name', async () => {
    const { letter, which } = await whoIsIt([absent(ASHA)], 'missing education officer');
    const { reference = '', text = '' } = letter ?? {};
    expect(which).toEqual([
      `Which pupil: AE. No case number came with the report, and letters carry no names: to learn who it is, ask the front door, telephone 01632 960 105, which can have the reference ${reference} looked up.`,
    ]);
    expect(asked(text)[0]).toBe(which[0]);
    expect(text).not.toMatch(/Asha|Elm/);
  });

  it('sends the front door to whoever runs the service', async () => {
    const at = 'whoever runs this service (on.call@darlington.example) look up the reference SCHOOL-';
    expect((await whoIsIt([absent(ASHA)], 'front door')).which.join()).toContain(`have ${at}`);
    const { alarms: _, ...deployment } = darlington.deployment ?? {};
    const nobodys: Policy = { ...darlington, deployment };
    const { which } = await whoIsIt([absent(ASHA)], 'front door', nobodys);
    expect(which.join()).toContain('have whoever runs this service look up the reference');
  });

  it('has the case number, where the report or the case system gives one', async () => {
    const { which } = await whoIsIt(
      [absent({ ...ASHA, localAuthorityId: 'L123456' })],
      'missing education officer',
    );
    expect(which).toEqual(['Which pupil: AE, case reference L123456.']);
  });

  it('leads to the case by the police reference of a pupil who is missing now, and only then', async () => {
    const lastSeenAt = '2026-11-12T20:00:00Z';
    const missing = reported('ME-7', { lastSeenAt }, { at: '2026-11-12T21:00:00Z' });
    const { letter, which } = await whoIsIt([absent(ASHA), missing], 'missing education officer');
    expect(which).toEqual(['Which pupil: AE, missing now, too, under police reference ME-7.']);
    expect(letter?.text).toContain('\nSee the record: https://cases.darlington.example/missing/ME-7\n');
    const before = reported('ME-7', { lastSeenAt: '2026-11-01T20:00:00Z' }, { at: '2026-11-01T21:00:00Z' });
    const back = found('2026-11-01T23:00:00Z', 'ME-7', {
      outcome: 'found',
      returnedAt: '2026-11-01T22:30:00Z',
    });
    const after = await whoIsIt([before, back, absent(ASHA)], 'missing education officer');
    expect(after.which.join()).toContain('No case number came');
    expect(after.letter?.text).not.toMatch(/ME-7|See the record/);
  });
});

describe('a letter about a task that is overdue', () => {
  const NAME = 'Told that it is overdue';

  it('says that nobody else has been told so, not even whoever was asked', async () => {
    const all = await lettersOfScenario('darlington/nothing-is-done.yaml', darlington);
    const text = all.find(({ rule }) => rule === 'overdue')?.letter.text;
    expect(under(NAME, text)).toEqual([
      'nobody but you',
      'no such letter has gone to the first response team, of whom it was asked',
    ]);
  });

  it('says who else has been told so, at the same time or before', async () => {
    const all = await lettersOfScenario('kent/interview-forgotten.yaml', kent);
    const overdue = all.filter(({ rule }) => rule === 'return-interview-overdue');
    const told = overdue.map(({ letter }) => under(NAME, letter.text).join());
    expect(told.toSorted()).toEqual([
      'you, head of service and keyworker',
      'you, head of service and keyworker team',
      'you, keyworker team and keyworker',
    ]);
  });

  it('says to another authority that nobody else is', async () => {
    const all = await lettersOfScenario('kent/another-authoritys-child-for-seventy-days.yaml', kent);
    const chasers = all.filter(({ rule }) => rule === 'placing-authority-chaser');
    expect(chasers.length).toBeGreaterThan(1);
    for (const { letter } of chasers) expect(under(NAME, letter.text)).toEqual(['nobody but you']);
  });

  it('counts no letter that went before the task was overdue, and has the digest beside it', async () => {
    const digest = { to: ['head-of-service'], at: '07:30', on: 'every-day' } as const;
    const all = await lettersOfScenario('darlington/nothing-is-done.yaml', { ...darlington, digest });
    const late = all.find(({ rule }) => rule === 'return-interview-overdue')?.letter.text;
    // The missing coordinator has been reminded of it twice, and is whom it was asked of.
    expect(under(NAME, late)).toEqual([
      'nobody but you',
      'no such letter has gone to the missing coordinator, of whom it was asked',
      'the morning digest lists what is overdue, for the head of service',
    ]);
  });

  it('that is not due yet does not say so', async () => {
    const all = await lettersOfScenario('kent/interview-forgotten.yaml', kent);
    const reminder = all.find(({ rule }) => rule === 'return-interview-reminder')?.letter.text;
    expect(reminder).not.toContain(NAME);
  });
});

describe('a letter about messages that cannot be read', () => {
  const nonsense = { at: '2026-11-20T22:05:00Z', type: 'no such type', subject: 'ME-1', data: {} };
  const told = async (policy: Policy) => {
    const [letter] = await letters(policy, [nonsense], '2026-11-20T22:06:00Z');
    return under('Told', letter?.text);
  };

  it('says where the alarm on it is set to go, and that it cannot know whether it was read', async () => {
    expect(await told(kent)).toEqual([
      'nobody but you',
      'an alarm on this is set to go to whoever runs this service; this letter cannot say whether it arrived or was read',
    ]);
  });

  it('says so where nobody gets the alarms', async () => {
    const { alarms: _, ...deployment } = kent.deployment ?? {};
    expect(await told({ ...kent, deployment })).toEqual([
      'nobody but you',
      'no mailbox is set for the alarms of this service: do not count on anybody else',
    ]);
  });
});

describe('a reminder', () => {
  const reminder = async () => {
    const all = await lettersOfScenario('kent/interview-forgotten.yaml', kent);
    return all.find(({ rule }) => rule === 'return-interview-reminder')?.letter.text;
  };

  it('says again what was asked, by when, and what happens now, before who else knows', async () => {
    const text = await reminder();
    expect(asked(text)[0]).toBe(
      "What was asked: Please offer this child a return home interview, and have it held within 72 hours of the return by somebody who is not the child's carer.",
    );
    expect(text).toMatch(
      /^To be done by:\n- .+\n\nWho else knows.+:\n- Told at the same time: .+\n- If it is not done: /m,
    );
    expect(text).toMatch(
      /^What was asked, and is not recorded as done:\n- Please offer .+ exploitation tool\.$/m,
    );
  });

  it('says as what an interview is recorded that is not held', async () => {
    expect(under('If it will not be held', await reminder())).toEqual([
      'record the interview in the case system as declined, no-contact, missing-again or not-appropriate, with the reason',
      'then record the task return-interview as not-held: until then letters about it go on',
    ]);
    const overdue = await lettersOfScenario('darlington/nothing-is-done.yaml', darlington);
    const other = overdue.find(({ rule }) => rule === 'overdue')?.letter.text;
    expect(other).not.toContain('If it will not be held');
  });

  const story = [
    caseOf('2026-11-02T09:00:00Z', ASHA),
    reported('MP-1'),
    found('2026-11-21T09:00:00Z', 'MP-1', { outcome: 'found', returnedAt: '2026-11-21T08:00:00Z' }),
    interviewed('2026-11-22T09:00:00Z', 'MP-1', {
      completedAt: undefined,
      offeredAt: '2026-11-22T09:00:00Z',
      outcome: 'not-appropriate',
    }),
  ];
  const rulesAfter = async (...more: Said[]) => {
    const all = await letters(kent, [...story, ...more], '2026-11-25T12:00:00Z');
    expect(all.map(({ rule }) => rule)).not.toContain('unreadable');
    return all.map(({ rule }) => rule).filter((rule) => /^return-interview-(reminder|overdue)$/.test(rule));
  };

  it('is right about that: the reason alone ends no letter, the task as not held does', async () => {
    expect(await rulesAfter()).toEqual(
      expect.arrayContaining(['return-interview-reminder', 'return-interview-overdue']),
    );
    expect(
      await rulesAfter(answered('2026-11-22T10:00:00Z', 'MP-1', 'not-held', { task: 'return-interview' })),
    ).toEqual([]);
  });
});
