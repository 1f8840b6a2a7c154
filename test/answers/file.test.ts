// What an authority's file says of answers: when a letter is to be answered, whether it can be, and what makes no sense.
import { describe, expect, it } from 'vitest';
import { plainly } from '../../shared/core/in-words.ts';
import { ruleInWords } from '../../shared/policy/in-words/rule.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import { edited, inRule, kent } from '../policy/edited.ts';
import { refuses } from '../policy/refuses.ts';

const OF_TRIAGE = '- id: triage\n';
const within = (line: string): [string, string] => [
  OF_TRIAGE,
  `${OF_TRIAGE}        answer-within: ${line}\n`,
];
const MAIL = '\nmail:\n';

describe('a file', () => {
  it('that gives a decision half an hour to be answered is read, and says so in plain words', () => {
    const loaded = authorityFrom(edited(kent, within('PT30M')), 'authorities/kent.yaml');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
    const rule = loaded.policy.versions[0]?.rules.find(({ id }) => id === 'triage');
    expect(rule?.answerWithin).toBe('PT30M');
    expect(rule && ruleInWords(rule, plainly)).toContainEqual([
      'Unanswered',
      'for 30 minutes, it goes to the deputy as well',
    ]);
  });

  it.each([
    ['false', { answers: false }],
    ['true', {}],
  ])('that says answers: %s is read', (said, mail) => {
    const loaded = authorityFrom(
      edited(kent, [MAIL, `${MAIL}  answers: ${said}\n`]),
      'authorities/kent.yaml',
    );
    expect(loaded.ok && loaded.policy.mail).toMatchObject(mail);
    expect(loaded.ok && 'answers' in loaded.policy.mail).toBe(said === 'false');
  });
});

describe('a file is refused', () => {
  refuses({
    'where a letter that only tells is to be answered': {
      edits: [['- id: high-risk-alert\n', '- id: high-risk-alert\n        answer-within: PT30M\n']],
      at: 'answer-within',
      path: inRule('high-risk-alert', 'answer-within'),
      says: /asks for nothing \(do: notify\) carries no links/,
      mend: /write do: /,
    },
    'where a letter is to be answered and no letter can be': {
      edits: [within('PT30M'), [MAIL, `${MAIL}  answers: false\n`]],
      at: 'answer-within',
      path: inRule('triage', 'answer-within'),
      says: /nobody can answer/,
      mend: /take one of them out/,
    },
    'where it is to be answered within no time': {
      edits: [within('PT0M')],
      at: 'answer-within',
      path: inRule('triage', 'answer-within'),
      says: /is no time at all/,
      mend: /./,
    },
    'where answers is neither true nor false': {
      edits: [[MAIL, `${MAIL}  answers: maybe\n`]],
      at: 'answers: maybe',
      path: '/mail/answers',
      says: /neither true nor false/,
      mend: /write one of them/,
    },
  });
});
