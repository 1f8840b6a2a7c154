// A letter that did not reach its reader, or whose reader passed it on: who gets it next, from when, and what it says.
import { describe, expect, it } from 'vitest';
import { answerTask } from '../../shared/core/answered.ts';
import { isInDoubt, lossInWords, withFate, wordBy } from '../../shared/core/fate.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, Fate, Telling } from '../../shared/core/record.ts';
import { EVER, procedureOf, record, reported, rule, telling } from './told.ts';

const SENT = '2026-11-21T12:00:00.000Z';
const HEARD = '2026-11-21T12:10:00.000Z';
const LATER = '2026-11-21T13:00:00.000Z';

const undelivered = rule('not-delivered', {
  upon: 'not-delivered',
  clauses: ['C-9'],
  says: 'It did not arrive.',
});

/** Whom it goes to once the letter of a rule was sent, and this became of it. */
function passedOn(
  of: Partial<Rule>,
  became: Partial<Telling>,
  answers: Record<string, string> = {},
): { to: string; at: string; says: string; because: readonly string[] }[] {
  const policy = procedureOf(rule('notice', { to: [{ role: 'adolescent-early-help' }], ...of }), undelivered);
  const child = record(reported());
  const [letter] = plan(child, policy, EVER).actions;
  if (!letter) throw new Error('A letter is due');
  const sent = telling(child, letter, 'x@kent.example', 'accepted', SENT);
  const fields = Object.entries(answers).map(([task, receivedAt]) => [
    `task.${task}`,
    {
      'urn:homeward:answers:kent': {
        value: { outcome: 'done' },
        time: receivedAt,
        message: 'm',
        by: 'case-system' as const,
        receivedAt,
      },
    },
  ]);
  const whole: ChildRecord = {
    ...sent,
    told: { [letter.id]: { ...(sent.told[letter.id] as Telling), ...became } },
    references: { 'MP-1': { ...sent.references['MP-1'], ...Object.fromEntries(fields) } },
  };
  return plan(whole, policy, EVER).actions.map(({ roles, dueAt, says, because }) => ({
    to: roles.join('+'),
    at: dueAt.slice(11, 16),
    says,
    because,
  }));
}
const ID = 'notice/MP-1/1/adolescent-early-help';

describe('a letter goes to the next in line', () => {
  it('where it was refused, from when that was', () => {
    expect(passedOn({}, { state: 'refused', at: HEARD, because: ['The child is missing [C-1]'] })).toEqual([
      {
        to: 'front-door',
        at: '12:10',
        says: 'It did not arrive. It was for adolescent early help, and it said: A child is missing.',
        because: [
          'The mailbox of adolescent early help refused this letter [C-9]',
          'The child is missing [C-1]',
        ],
      },
    ]);
  });

  it('with the reasons for which it was sent, also where an older release wrote them, in plain words; else with those of now', () => {
    const because = [
      'The child is missing; it is about: child; aged 14 on 2026-11-20, asked: under 16 [C-1]',
    ];
    const why = (...of: Parameters<typeof passedOn>) => passedOn(...of)[0]?.because.slice(1);
    const plain = ['The child is missing; aged 14 on 2026-11-20 [C-1]'];
    expect(why({}, { state: 'refused', because })).toEqual(plain);
    expect(why({ answerWithin: 'PT30M' }, { because })).toEqual(plain);
    expect(why({}, { state: 'refused', because: ['It is about: child [C-1]'] })).toEqual([
      'The child is missing [C-1]',
    ]);
  });

  it('where its reader says that it is not theirs', () => {
    expect(passedOn({}, {}, { [answerTask('not-me', ID)]: HEARD })).toMatchObject([
      {
        to: 'front-door',
        at: '12:10',
        says: 'The adolescent early help answers that this is not theirs to do, so this letter comes to you. It was for adolescent early help, and it said: A child is missing.',
      },
    ]);
    expect(passedOn({}, {}, { [answerTask('seen', ID)]: HEARD })).toEqual([]);
  });

  it('where its reader does not answer in time', () => {
    expect(passedOn({ answerWithin: 'PT30M' }, {})).toMatchObject([
      {
        to: 'front-door',
        at: '12:30',
        says: 'The adolescent early help did not answer within 30 minutes, so this letter comes to you. It was for adolescent early help, and it said: A child is missing.',
      },
    ]);
  });

  it('but not where they do, by whatever they answer', () => {
    expect(passedOn({ answerWithin: 'PT30M' }, {}, { [answerTask('seen', ID)]: HEARD })).toEqual([]);
    expect(passedOn({ answerWithin: 'PT30M' }, {}, { [answerTask('back', ID)]: HEARD })).toMatchObject([
      { says: expect.stringContaining('is back') },
    ]);
  });

  it('nor where nobody is asked to answer, nor before it was sent', () => {
    expect(passedOn({}, {})).toEqual([]);
    expect(passedOn({ answerWithin: 'PT30M' }, { state: 'intended' }).map(({ to }) => to)).toEqual([
      'adolescent-early-help',
    ]);
  });

  it('where there is doubt whether it arrived, unless somebody answers it', () => {
    const doubtful: Partial<Telling> = {
      state: 'refused',
      at: HEARD,
      fate: { is: 'unheard-of', at: HEARD },
      because: [],
    };
    expect(passedOn({}, doubtful)).toMatchObject([{ to: 'front-door', at: '12:10' }]);
    expect(passedOn({}, doubtful, { [answerTask('seen', ID)]: HEARD })).toEqual([]);
    const lost = { ...doubtful, fate: { is: 'bounced' as const, at: HEARD } };
    expect(passedOn({}, lost, { [answerTask('seen', ID)]: HEARD })).toHaveLength(1);
  });

  it('with the name of another authority that it was for', () => {
    const hosted = record(reported({ hostAuthority: 'E06000035' }));
    const policy = procedureOf(rule('notice', { to: [{ role: 'host-authority' }] }), undelivered);
    const [letter] = plan(hosted, policy, EVER).actions;
    if (!letter) throw new Error('A letter is due');
    const named = {
      ...policy,
      authorities: { ...policy.authorities, E06000035: { name: 'Medway', address: 'm@medway.example' } },
    };
    const refused = telling(hosted, letter, 'm@medway.example', 'refused', SENT);
    const says = (by: typeof policy) => plan(refused, by, EVER).actions.map((each) => each.says)[0];
    expect(says(named)).toBe(
      'It did not arrive. It was for host authority (Medway), and it said: A child is missing.',
    );
  });
});

describe('what became of a letter', () => {
  const sent: Telling = {
    rule: 'notice',
    reference: 'MP-1',
    occurrence: 1,
    roles: ['front-door', 'director'],
    mailbox: 'a@kent.example',
    purpose: 'escalate',
    upon: 'missing',
    clauses: [],
    tells: 'missing',
    dueAt: SENT,
    intendedAt: SENT,
    state: 'accepted',
    at: SENT,
    because: [],
  };
  const fate = (is: Fate['is'], at = HEARD): Fate => ({ is, at });

  it.each<[Fate['is'] | undefined, string]>([
    ['delayed', 'has not taken this letter yet'],
    ['complained-of', 'has taken this letter for unwanted mail'],
    ['unheard-of', 'may not have this letter: there is no word that it arrived'],
    ['bounced', 'gave this letter back'],
    ['rejected', 'refused this letter'],
    ['not-written', 'refused this letter'],
    [undefined, 'refused this letter'],
  ])('is said in words: %s', (is, words) => {
    expect(lossInWords({ ...sent, ...(is && { fate: fate(is) }) })).toBe(
      `The mailbox of front door and director ${words}`,
    );
  });

  it('is in doubt where it is delayed, complained of or unheard of', () => {
    const all: Fate['is'][] = [
      'delayed',
      'complained-of',
      'unheard-of',
      'bounced',
      'rejected',
      'not-written',
      'delivered',
    ];
    expect(all.filter((is) => isInDoubt(fate(is)))).toEqual(['delayed', 'complained-of', 'unheard-of']);
    expect(isInDoubt(undefined)).toBe(false);
  });

  it('is to be heard within an hour', () => {
    expect(wordBy(SENT)).toBe(LATER);
  });

  const ORDER: Fate['is'][] = ['unheard-of', 'delayed', 'delivered', 'bounced', 'complained-of'];
  it.each(ORDER.flatMap((before, i) => ORDER.map((news, j) => [before, news, j > i] as const)))(
    'after %s, %s counts: %s',
    (before, news, counts) => {
      const told = { ...sent, fate: fate(before) };
      expect(withFate(told, fate(news)).fate?.is).toBe(counts ? news : before);
    },
  );

  it.each<Fate['is']>(['rejected', 'not-written'])('%s counts as a bounce does', (is) => {
    for (const before of ['unheard-of', 'delayed', 'delivered'] as const) {
      expect(withFate({ ...sent, fate: fate(before) }, fate(is)).fate?.is).toBe(is);
    }
    expect(withFate({ ...sent, fate: fate(is) }, fate('complained-of')).fate?.is).toBe('complained-of');
    expect(withFate({ ...sent, fate: fate(is) }, fate('bounced')).fate?.is).toBe(is);
  });

  it('dates a delivery by when it was sent, or was meant to be where it has no mark', () => {
    expect(withFate(sent, fate('delivered'))).toMatchObject({ state: 'accepted', at: SENT });
    const { at: _, ...unmarked } = {
      ...sent,
      state: 'intended' as const,
      intendedAt: '2026-11-21T11:55:00.000Z',
    };
    expect(withFate(unmarked, fate('delivered'))).toMatchObject({
      state: 'accepted',
      at: '2026-11-21T11:55:00.000Z',
    });
  });

  it('dates a refusal by the first news of it', () => {
    expect(withFate(sent, fate('bounced'))).toMatchObject({ state: 'refused', at: HEARD });
    const delayed = withFate(sent, fate('delayed'));
    expect(withFate(delayed, fate('bounced', LATER))).toMatchObject({ state: 'refused', at: HEARD });
  });

  it('leaves one that has no mark to be offered again where nothing is heard', () => {
    expect(withFate({ ...sent, state: 'intended' }, fate('unheard-of')).state).toBe('intended');
  });

  it('leaves open whether the mailbox has it where that is in doubt', () => {
    expect(withFate(sent, fate('delayed')).unanswered).toEqual({ 'a@kent.example': SENT });
    const { at: _, ...unmarked } = { ...sent, intendedAt: HEARD };
    expect(withFate(unmarked, fate('delayed')).unanswered).toEqual({ 'a@kent.example': HEARD });
    const before = { ...sent, unanswered: { 'a@kent.example': LATER } };
    expect(withFate(before, fate('delayed')).unanswered).toEqual({ 'a@kent.example': LATER });
    expect(withFate(sent, fate('bounced'))).not.toHaveProperty('unanswered');
  });

  it('settles this offer, and no earlier one', () => {
    const offered = (at: string) =>
      withFate({ ...sent, unanswered: { 'a@kent.example': at } }, fate('bounced'));
    expect(offered(SENT)).not.toHaveProperty('unanswered');
    expect(offered(LATER)).not.toHaveProperty('unanswered');
    expect(offered('2026-11-21T11:59:59.999Z')).toHaveProperty('unanswered');
    const elsewhere = { ...sent, unanswered: { 'b@kent.example': SENT } };
    expect(withFate(elsewhere, fate('bounced')).unanswered).toEqual({ 'b@kent.example': SENT });
  });
});
