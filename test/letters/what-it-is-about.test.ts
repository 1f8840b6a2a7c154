// What a letter is about, as its reader sees it first: the task that is overdue, the question, the worst, a copy.
import { describe, expect, it } from 'vitest';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { ROBIN, reported, updated } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { lettersOfScenario, lettersToAnswer } from './every-letter.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');

const textOf = async (scenario: string, policy: Policy, rule: string): Promise<string> => {
  const all = await lettersOfScenario(scenario, policy);
  return all.find((each) => each.rule === rule)?.letter.text ?? '';
};

/** What stands under a heading. */
const below = (heading: string, text: string): string[] =>
  new RegExp(`^${heading}:\\n((?:- .+\\n?)+)`, 'm').exec(text)?.[1]?.trim().split('\n') ?? [];

describe('a letter about a task that another one asked for', () => {
  it('that is not yet due has its deadline where it asks, and what follows if it is not done', async () => {
    const text = await textOf('kent/interview-forgotten.yaml', kent, 'return-interview-reminder');
    expect(below('To be done by', text)).toEqual([
      '- Tuesday 24 November 2026 at 08:00, 1 day after this letter; asked of you and the keyworker',
    ]);
    expect(under('If it is not done', text)).toEqual([
      expect.stringMatching(/^Tue 24 Nov 08:01: escalation to you, /),
    ]);
    expect(text).not.toContain('sets no hour');
  });

  it('that is overdue is called by that task, and says since when and who was asked', async () => {
    const text = await textOf('darlington/nothing-is-done.yaml', darlington, 'overdue');
    expect(text.split('\n')[1]).toBe('Missing child found: strategy discussion overdue');
    expect(below('Was due \\(please see to it now\\)', text)).toEqual([
      '- Monday 21 December 2026 at 17:00, 1 minute before this letter; asked of the first response team',
    ]);
    // Whoever is to see to it rings those who were asked.
    expect(text).toContain('\n- It was asked of the first response team: telephone 01632 960 108.\n');
    expect(under('If it is not done', text)).toEqual([
      'no further letter comes about this: it stays open and overdue until it is recorded as held or not practicable',
    ]);
  });

  it.each([
    ['kent', 'interview-forgotten'],
    ['darlington', 'nothing-is-done'],
    ['darlington', 'nine-years-old'],
  ])('never says in %s, %s, that no hour is set', async (authority, scenario) => {
    const all = await lettersOfScenario(`${authority}/${scenario}.yaml`, procedure(authority));
    const about = all.filter(({ letter }) => /overdue|(?<!thing is) still to do/.test(letter.subject));
    expect(about).not.toEqual([]);
    for (const { letter } of about) {
      expect(letter.text).toMatch(
        /^(Was due \(please see to it now\)|To be done by|Begin now; to be done by):/m,
      );
      expect(letter.text).not.toContain('sets no hour');
    }
  });
});

describe('a reminder of something that has no deadline of its own', () => {
  it('says until when the interview is to be held that it is to be offered for, and what follows', async () => {
    const all = await lettersOfScenario('darlington/nothing-is-done.yaml', darlington);
    const text = all.find(({ rule }) => rule === 'interview-not-offered')?.letter.text ?? '';
    expect(text.split('\n')[1]).toBe('Missing child found: return interview still to do');
    expect(below('To be done by', text)).toEqual([
      '- Monday 21 December 2026 at 09:00, 1 day 23 hours after this letter',
    ]);
    expect(under('If it is not done', text)).toEqual([
      'Sun 20 Dec 09:00: reminder to you',
      'Mon 21 Dec 09:01: escalation to service manager',
    ]);
    expect(text).not.toMatch(/nobody will chase|whatever you/);
  });

  it('says that the procedure sets no hour, where nothing else does', async () => {
    const reminder: Rule = {
      id: 'ring-the-school-again',
      clauses: ['D17-7.8-c'],
      basis: 'statutory',
      upon: 'missing',
      do: 'remind',
      to: [{ role: 'front-door' }],
      says: 'Please ring the school again.',
    };
    const versions = darlington.versions.map((version) => ({
      ...version,
      rules: [...version.rules, reminder],
    }));
    const all = await letters(
      { ...darlington, versions },
      [reported('ME-1', { person: ROBIN })],
      '2026-11-20T22:06:00Z',
    );
    const text = all.find(({ rule }) => rule === reminder.id)?.text;
    expect(text).toContain('- The procedure sets no hour: please do it as soon as you read this.');
    expect(under('If you do nothing', text)).toEqual(['what comes next goes on as it stands below']);
  });
});

describe('a letter that rests on many clauses', () => {
  it('names three where it asks, and says how many more stand where it says why it came', async () => {
    const text = await textOf('kent/under-police-protection.yaml', kent, 'return-interview');
    expect(text).toMatch(/^- Clause: KENT-5\.7-a, KENT-5\.7-b, KENT-5\.2-c and 7 more, which stand below$/m);
    const [, why = ''] = text.split('Why you are told:');
    for (const clause of ['KENT-5.7-a', 'KENT-5.6-a', 'DFE-32-a', 'KENT-4.3-b'])
      expect(why).toContain(clause);
  });

  it('has them all there, where the reasons do not', async () => {
    const text = await textOf('darlington/nothing-is-done.yaml', darlington, 'overdue');
    expect(below('Why you are told', text).at(-1)).toBe(
      '- All the clauses that it rests on [DFE-21-a, D18-6.10-a, D18-6.10-c, D18-6.14-a]',
    );
    const short = await textOf('kent/found.yaml', kent, 'stand-down');
    expect(short).not.toContain('All the clauses');
  });
});

describe('a letter that nothing hangs on', () => {
  it('says that nobody chases it, and that what comes next comes whatever is answered', async () => {
    const all = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-under-10')?.text;
    expect(under('If you do nothing', rung)).toEqual(['nobody will chase this; it rests with you']);
    expect(under('Comes next', rung).at(-1)).toBe('all of these come whatever you do about this letter');
    const decision = all.find(({ rule }) => rule === 'front-door-notice')?.text;
    expect(under('Comes next', decision).join()).not.toContain('whatever you');
  });
});

describe('a stand-down after which letters still come', () => {
  it('says what they are about: no longer the search', async () => {
    const text = await textOf('kent/found.yaml', kent, 'stand-down');
    expect(under('Comes next', text).at(-1)).toBe(
      'no letter about the search comes any more: this is about what is left to do',
    );
    const cancelled = await textOf('darlington/cancelled.yaml', darlington, 'stand-down');
    expect(under('Comes next', cancelled)).toEqual(['nothing more, as things stand']);
  });
});

describe('a letter that asks for a decision', () => {
  it.each([
    [
      'kent/nobody-decides-on-triage.yaml',
      'triage',
      / minutes as of Fri 22:05: is a strategy discussion needed\?$/,
    ],
    [
      'darlington/nine-years-old.yaml',
      'assistant-director-3-days',
      /^Child missing for 3 days as of Mon 20:30: decide whether a missing children's alert goes out to other authorities$/,
    ],
  ])('asks the question in its heading: %s', async (scenario, rule, heading) => {
    const policy = procedure(scenario.split('/')[0] ?? '');
    expect((await textOf(scenario, policy, rule)).split('\n')[1]).toMatch(heading);
  });

  it('on whose record a child is says what to compare, and what is to be recorded', async () => {
    const text = await textOf('kent/same-name-other-birth-date.yaml', kent, 'resolve-identity');
    expect(text.split('\n')[1]).toBe('Missing child: one we already know?');
    expect(text).toContain('- To compare: MP-2026-0121, which this letter is about, with L300300.');
    expect(text).toContain(
      '- Record the answer in the case system, as the outcome of the task resolve-identity: same-child or different-child. Say which record you mean (L300300).',
    );
  });
});

describe('links that do not record what is asked', () => {
  it('say so, where it is asked on whose record a child is', async () => {
    const all = await lettersToAnswer('kent/same-name-other-birth-date.yaml', kent);
    const said = new Map(all.map(({ rule, letter }) => [rule, letter.text]));
    expect(said.get('resolve-identity')).toMatch(
      /^These links do not record your answer; record it in the case system:\n- I have seen this: /m,
    );
    expect(said.get('triage')).toMatch(
      /^Answer with one of these links:\n- Record: no strategy discussion or strategy discussion: /m,
    );
  });
});

describe('an urgent notice', () => {
  it('says at once that the risk is high, who said so and when', async () => {
    const high = updated('2026-11-21T09:00:00Z', 'MP-1', { risk: 'high' });
    const all = await letters(kent, [reported('MP-1'), high], '2026-11-21T09:01:00Z');
    const [, heading, lead] = all.find(({ rule }) => rule === 'high-risk-alert')?.text.split('\n') ?? [];
    expect(heading).toBe('Child at high risk missing for 12 hours 30 minutes as of Sat 09:00');
    expect(lead).toMatch(
      / The police have said that the risk is high, in a message sent on Saturday 21 November 2026 at 09:00\.$/,
    );
    const first = all.find(({ rule }) => rule === 'front-door-notice' || rule === 'triage');
    expect(first?.text).not.toContain('said that the risk');
  });
});

describe('a letter about the worst', () => {
  it('has nothing of the search among what is known, and does not say that others know', async () => {
    const text = await textOf('kent/deceased.yaml', kent, 'deceased');
    expect(text).not.toMatch(/risk|Located|State:|Was missing for|Said to be back|Last seen|on record|999/i);
    expect(under('Told before', text)).toEqual([]);
    expect(under('Told before that the child was missing', text)).toEqual([
      'team manager, adolescent early help team and head of service',
      'they have not been told of the reported death by this service; the director decides who tells them',
    ]);
  });
});

describe('a copy for information', () => {
  const copy: Rule = {
    id: 'copy-for-information',
    clauses: ['D17-7.8-d'],
    basis: 'courtesy',
    upon: 'missing',
    do: 'report',
    to: [{ role: 'director' }],
    says: 'A child is missing.',
  };
  const policy: Policy = {
    ...darlington,
    versions: darlington.versions.map((version) => ({ ...version, rules: [...version.rules, copy] })),
  };
  const copied = async (risk: string) => {
    const all = await letters(policy, [reported('ME-1', { person: ROBIN, risk })], '2026-11-20T22:06:00Z');
    return all.find(({ rule }) => rule === copy.id);
  };

  it('says that nothing is asked', async () => {
    expect((await copied('medium'))?.text).toContain('- For your information: nothing is asked of you.');
  });

  it('of a child at high risk says so where one looks first', async () => {
    const grave = await copied('high');
    expect(grave?.subject).toMatch(/^Report, copy - Child at high risk missing for /);
    expect(grave?.text.split('\n')[1]).toMatch(/^Child at high risk missing for /);
    expect((await copied('medium'))?.subject).not.toContain('risk');
  });
});
