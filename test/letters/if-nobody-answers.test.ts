// What silence comes to: who has the letter next, and of a task that is overdue what was asked.
import { describe, expect, it } from 'vitest';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { ROBIN, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const impatient: Policy = {
  ...darlington,
  versions: darlington.versions.map((version) => ({
    ...version,
    rules: version.rules.map((rule) =>
      rule.id === 'head-of-service-under-10' ? { ...rule, answerWithin: 'PT30M' } : rule,
    ),
  })),
};

describe('a letter that is to be answered in half an hour', () => {
  it('says who has it next, and so does every letter down the line, until nobody is left', async () => {
    const all = await letters(impatient, [reported('ME-1', { person: ROBIN })], '2026-11-21T03:00:00Z');
    const line = all.filter(({ actions }) => actions[0]?.includes('head-of-service-under-10/'));
    const next = line.map(({ text }) => under('If you do nothing', text)[0]);
    const goesTo = (role: string) =>
      `Without an answer within 30 minutes of being sent, this letter goes to the ${role} as well`;
    expect(next).toEqual([
      ...['assistant director', 'front door', 'service manager', 'director'].map(goesTo),
      'Without an answer it stays with you: nobody comes after you in line',
    ]);
    const told = line.slice(1).map(({ text }) => /, for (.+)\. The/.exec(text)?.[1]);
    expect(next.slice(0, -1)).toEqual(told.map((role) => goesTo(role ?? '')));
  });
});

const ringing = (whom: string): Rule => ({
  id: `ring-${whom.replace(' ', '-')}`,
  clauses: ['D17-7.8-c'],
  basis: 'statutory',
  upon: 'missing',
  do: 'request',
  to: [{ role: 'front-door' }],
  says: `Please ring ${whom}.`,
  asks: { within: { elapsed: 'PT4H', from: { earliest: ['received'] } } },
});

describe('two tasks of one reader that are overdue at one time', () => {
  it('are two letters, each with what was asked before all else', async () => {
    const twice: Policy = {
      ...darlington,
      versions: darlington.versions.map((version) => ({
        ...version,
        rules: [...version.rules, ringing('the school'), ringing('the parents')],
      })),
    };
    const all = await letters(twice, [reported('ME-1', { person: ROBIN })], '2026-11-21T12:00:00Z');
    const asked = all.flatMap(({ rule, text }) =>
      rule === 'overdue'
        ? [/^What you are asked to do:\n- Asked of the front door: (.+)$/m.exec(text)?.[1]?.slice(0, 23)]
        : [],
    );
    expect(asked).toEqual(expect.arrayContaining(['Please ring the school.', 'Please ring the parents']));
    expect(new Set(asked).size).toBe(asked.length);
  });
});
