// Whatever order answers come in, and however often: the facts and the plan are the same, and no letter is called for twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/contract/message.ts';
import { ANSWERS_URN, acknowledgedAt, answered, answerTask, SAYINGS } from '../../shared/core/answered.ts';
import { evolve, join } from '../../shared/core/evolve.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { holds } from '../laws/hold.ts';
import { ROBIN, reported } from '../situations/cast.ts';
import { childrenOf, played, procedure } from '../situations/playing.ts';

const shipped = procedure('darlington');
const policy: Policy = {
  ...shipped,
  versions: shipped.versions.map((version) => ({
    ...version,
    rules: version.rules.map((rule) => (rule.do === 'escalate' ? { ...rule, answerWithin: 'PT30M' } : rule)),
  })),
};
const AT = '2026-11-21T21:00:00.000Z';
const THROUGH = '2026-11-22T12:00:00.000Z';

const told = async (): Promise<ChildRecord> => {
  const world = await played(policy, [reported('ME-1', { person: ROBIN })], AT);
  const [child] = await childrenOf(world);
  if (!child) throw new Error('Nobody was told');
  return child;
};
const before = await told();
const letters = Object.keys(before.told);

interface Answer {
  saying: (typeof SAYINGS)[number];
  letter: string;
  minute: number;
}

const answer: fc.Arbitrary<Answer> = fc.record({
  saying: fc.constantFrom(...SAYINGS),
  letter: fc.constantFrom(...letters),
  minute: fc.nat(30),
});

const messageOf = ({ saying, letter, minute }: Answer, n: number): Message => ({
  id: `answer-${n}`,
  source: `${ANSWERS_URN}darlington`,
  type: 'task.recorded',
  time: later(AT, minute * MINUTE),
  subject: 'ME-1',
  data: { authority: shipped.authority.code, task: answerTask(saying, letter), outcome: saying },
});

/** All reach us at one instant: when something came is a fact of the journey. */
const RECEIVED = later(AT, 40 * MINUTE);
const hear = (record: ChildRecord, messages: readonly Message[]): ChildRecord =>
  messages.reduce((known, each) => evolve(known, each, { receivedAt: RECEIVED, by: 'case-system' }), record);

const called = (record: ChildRecord): string[] =>
  plan(record, policy, THROUGH).actions.map(({ id, dueAt, says }) => `${id} ${dueAt} ${says}`);

describe('answers in any order, some of them twice', () => {
  it('come to the same facts and the same plan', async () => {
    await holds(
      fc.property(
        fc.array(answer, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat(1000)),
        (said, dice) => {
          const messages = said.map(messageOf);
          const shuffled = [...messages, ...messages]
            .map((message) => ({ message, place: dice.next().value ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ message }) => message);
          const [one, other] = [hear(before, messages), hear(before, shuffled)];
          expect(other).toEqual(one);
          expect(called(other)).toEqual(called(one));
        },
      ),
      300,
    );
  });

  it('call for no letter twice, and repeat none that was sent', async () => {
    await holds(
      fc.property(fc.array(answer, { maxLength: 8 }), (said) => {
        const ids = plan(hear(before, said.map(messageOf)), policy, THROUGH).actions.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(letters).not.toContain(id);
      }),
      200,
    );
  });

  it('take away no letter that the procedure calls for', async () => {
    const silent = plan(before, policy, THROUGH).actions.filter(({ upon }) => upon !== 'not-delivered');
    await holds(
      fc.property(fc.array(answer, { maxLength: 8 }), (said) => {
        const heard = plan(hear(before, said.map(messageOf)), policy, THROUGH).actions;
        expect(heard.filter(({ upon }) => upon !== 'not-delivered')).toEqual(silent);
      }),
      200,
    );
  });

  it('are kept when two records turn out to be one child', async () => {
    await holds(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 4 }), (said) => {
        const here = hear(before, said.map(messageOf));
        const there = hear(emptyChild('c-other'), said.map(messageOf));
        expect(called(join(before, there))).toEqual(called(here));
      }),
      100,
    );
  });

  it('say first what counts: who answers again later has answered then, whichever comes first', () => {
    const [letter = ''] = letters;
    const [early, late] = [2, 20].map((minute, n) => messageOf({ saying: 'seen', letter, minute }, n));
    if (!early || !late) throw new Error('Two answers');
    for (const order of [
      [early, late],
      [late, early],
    ]) {
      const heard = hear(before, order);
      const telling = heard.told[letter];
      expect(telling && answered(heard, letter, telling, 'seen')?.at).toBe(early.time);
    }
  });

  it('acknowledge the letter that they answer, and no other', () => {
    const [first = '', second = ''] = letters;
    const heard = hear(before, [messageOf({ saying: 'seen', letter: first, minute: 1 }, 0)]);
    const at = (id: string) => {
      const telling = heard.told[id];
      return telling && acknowledgedAt(heard, id, telling);
    };
    expect([at(first), at(second)]).toEqual([RECEIVED, undefined]);
  });
});
