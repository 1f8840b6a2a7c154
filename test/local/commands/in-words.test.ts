// The procedure's constructs in plain English, one by one.
import { describe, expect, it } from 'vitest';
import type { Clock, Condition } from '../../../shared/core/policy.ts';
import { boundaryInWords, clockInWords } from '../../../shared/policy/in-words/clock.ts';
import { conditionInWords } from '../../../shared/policy/in-words/condition.ts';
import { recipientInWords } from '../../../shared/policy/in-words/rule.ts';

/** What the file calls its rules. */
const named = (rule: string): string =>
  ({ triage: 'first look', 'alert-decision': 'word to the press' })[rule] ?? rule;

describe('a condition reads', () => {
  const CONDITIONS: [string, Condition][] = [
    ['the child is under 10 when the absence begins', { age: { under: 10 }, at: 'start' }],
    ['the child is 13 or over when the notice comes', { age: { atLeast: 13 }, at: 'routing' }],
    ['the risk acted on is high or medium', { risk: ['high', 'medium'] }],
    ['somebody states the risk as low or no apparent risk', { riskStated: ['low', 'no-apparent-risk'] }],
    ["the police's category is absent", { category: ['absent'] }],
    ['the person is of the kind pregnant adult', { person: ['pregnant-adult'] }],
    [
      'the child is missing from home, school or placement',
      { said: 'missingFrom', is: ['home', 'school', 'placement'] },
    ],
    ['there are signs of child sexual exploitation', { indicator: ['child-sexual-exploitation'] }],
    [
      "the child's case is not open or that of a looked-after child",
      { status: ['not-open', 'looked-after'] },
    ],
    ['another authority is responsible for the child', { responsibleAuthority: 'another' }],
    ['the outcome is not missing', { outcome: ['not-missing'] }],
    ['it is not so that the risk acted on is high', { not: { risk: ['high'] } }],
    [
      "the risk acted on is high, and (the child's case is open in any way, or it is not so that (the outcome is found, and the outcome is returned))",
      {
        all: [
          { risk: ['high'] },
          {
            any: [
              { status: ['open'] },
              { not: { all: [{ outcome: ['found'] }, { outcome: ['returned'] }] } },
            ],
          },
        ],
      },
    ],
    ['the risk acted on is high', { any: [{ risk: ['high'] }] }],
    ['harm is disclosed or suspected', { flag: 'harmDisclosed' }],
    ['the child was found in the area of another authority', { foundIn: 'another' }],
    ['that has been so for no longer than 3 months', { statusWithin: { unit: 'months', n: 3 } }],
    [
      'the child has been missing 3 times or more in 90 days, counted back from the day on which this absence began, both days included',
      { episodes: 3, in: { last: { unit: 'days', n: 90 } } },
    ],
    ['the child has been missing 2 times or more in all', { episodes: 2, in: 'ever' }],
    ['the child is missing on 7 days one after the other, the first included', { missingForDays: 7 }],
    ['"word to the press" is decided as alert', { decided: 'alert-decision', as: ['alert'] }],
    [
      'a person has recorded "first look" as strategy discussion',
      { recorded: 'triage', as: ['strategy-discussion'] },
    ],
    ['"first look" has gone out', { told: 'triage' }],
    [
      '(the risk acted on is high, and "first look" has gone out), or it is not so that "first look" has gone out',
      { any: [{ all: [{ risk: ['high'] }, { told: 'triage' }] }, { not: { told: 'triage' } }] },
    ],
    ['the notice comes while the office is closed', { office: 'closed' }],
    [
      'nobody has said when the child was last seen or how high the risk is',
      { notStated: ['lastSeenAt', 'risk'] },
    ],
  ];

  it.each(CONDITIONS)('%s', (words, condition) => {
    expect(conditionInWords(condition, named)).toBe(words);
  });
});

describe('a clock reads', () => {
  const over: Clock = { elapsed: 'PT24H', boundary: 'over', from: { earliest: ['last-seen', 'reported'] } };
  const CLOCKS: [string, Clock][] = [
    ['24 hours after the earliest known of these: the last sighting, the report to the police', over],
    ['3 days after the return', { elapsed: 'P3D', boundary: 'at-least', from: { latest: ['returned'] } }],
    [
      'by the close of office on working day 6 after the found report',
      { unit: 'workingDays', n: 6, from: { earliest: ['found-report'] } },
    ],
    [
      'at 09:00 on working day 1 after the arrival of the notice here',
      { unit: 'workingDays', n: 1, at: '09:00', from: { earliest: ['received'] } },
    ],
    [
      '2 months after the return; where the office is closed then, at the close of the working day before',
      { unit: 'months', n: 2, bringForward: true, from: { earliest: ['returned'] } },
    ],
    [
      '24 hours before the deadline of "first look", while it is not done',
      { elapsed: 'PT24H', before: true, from: { earliest: [{ deadlineOf: 'triage' }] } },
    ],
    [
      '24 hours after the earliest known of these: the time at which "first look" falls due, the time at which "word to the press" was done',
      { elapsed: 'PT24H', from: { earliest: [{ rule: 'triage' }, { recorded: 'alert-decision' }] } },
    ],
  ];

  it.each(CLOCKS)('%s', (words, clock) => {
    expect(clockInWords(clock, named)).toBe(words);
  });

  it('with what is done at the very boundary, where the procedure says "over"', () => {
    expect(boundaryInWords(over)).toBe(
      'the procedure says "over"; it is done as soon as 24 hours have passed',
    );
    expect(boundaryInWords({ ...over, boundary: 'at-least' })).toBeUndefined();
  });
});

describe('a reader is called', () => {
  it.each([
    ['the head of service', { role: 'head-of-service' }],
    ["the keyworker's team", { role: 'keyworker-team' }],
    ['the director (where "first look" has gone out)', { role: 'director', when: { told: 'triage' } }],
    ['the authority that placed the child', { role: 'placing-authority' }],
    ['whoever the table "case-holder" names', { route: 'case-holder' }],
    ['everybody who was told of this absence', { everybodyTold: true as const }],
  ])('%s', (words, recipient) => {
    expect(recipientInWords(recipient, named)).toBe(words);
  });
});
