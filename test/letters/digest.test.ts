// The words of the morning digest: many children, hostile references, nobody overlooked for being too many.
import { describe, expect, it } from 'vitest';
import type { DigestRecord } from '../../shared/core/digest.ts';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import { procedure } from '../situations/playing.ts';
import { wordsInText, wordsOnPage } from './reading.ts';

const policy: Policy = {
  ...procedure('darlington'),
  digest: { to: ['head-of-service', 'director'], at: '07:30', on: 'every-day' },
};
const AT = '2026-11-20T07:30:00.000Z';
const eight = <T>(each: T): T[] => Array.from({ length: 8 }, () => each);
const busy: DigestLine = {
  references: ['ME-0001'],
  initials: 'AE',
  person: 'child',
  state: 'open',
  isOver: false,
  risk: 'high',
  since: '2026-11-19T20:00:00.000Z',
  times: 9,
  told: eight({ at: AT, purpose: 'notify', roles: ['front-door', 'missing-coordinator', 'service-manager'] }),
  due: eight({ at: AT, task: 'return-interview', roles: ['first-response-team'] }),
  overdue: eight({ at: AT, task: 'front-door-notice', roles: ['front-door'] }),
  copies: [
    { roles: ['director'], says: 'For your information: a child is missing.', clauses: ['D17-7.8-d'] },
  ],
  more: 4,
};

const recordOf = (lines: readonly DigestLine[], unlisted = 0): DigestRecord => ({
  kind: 'digest',
  id: 'd-20261120',
  date: '2026-11-20',
  since: '2026-11-19T07:30:00.000Z',
  asAt: AT,
  lines,
  unlisted,
  told: {},
});

function lettersOf(lines: readonly DigestLine[], unlisted = 0, now = AT) {
  const record = recordOf(lines, unlisted);
  return compose(due(plan(record, policy, now)), record, policy, now).map((draft) =>
    write(draft, policy, now),
  );
}

describe('a digest of many children', () => {
  const lines = Array.from({ length: 60 }, (_, n) => ({ ...busy, references: [`ME-${n}`] }));
  const [letter] = lettersOf(lines, 12);

  it('is short enough that no mail program cuts it off', () => {
    expect(letter?.html.length).toBeLessThan(100_000);
  });

  it('has each of them at a glance, the first in full, and says of how many it is silent', () => {
    for (const { references } of lines)
      expect(letter?.text).toMatch(new RegExp(`^- AE, ${references[0]}:(\\n  -)? missing for 11 hours`, 'm'));
    expect(letter?.text.match(/^AE, ME-\d+: missing for/gm)).toHaveLength(15);
    expect(letter?.text).toMatch(/^The other 45:/m);
    expect(letter?.text).toMatch(/^And 12 more:/m);
    expect(letter?.subject).toBe(
      'Morning digest - 60 missing now, at least 480 tasks overdue in 60 episodes, 12 more not listed - Friday 20 November 2026',
    );
  });
});

describe('a digest', () => {
  it('is a letter for each reader, under one name each', () => {
    expect(lettersOf([busy]).map(({ to, actions }) => [to, actions])).toEqual([
      ['director@darlington.example', ['morning.digest/2026-11-20/1/director']],
      ['head.of.service@darlington.example', ['morning.digest/2026-11-20/1/head-of-service']],
    ]);
  });

  it('says the same on the page and in plain text', () => {
    const [letter] = lettersOf([busy, { ...busy, person: 'pupil', isOver: true, until: AT }]);
    expect(wordsOnPage(letter?.html ?? '')).toEqual(wordsInText(letter?.text ?? ''));
  });

  it('says of one that is over that the child is missing again, at a glance and in its section', () => {
    const [letter] = lettersOf([busy, { ...busy, isOver: true, state: 'found', until: AT, again: 'ME-9' }]);
    expect(letter?.text.match(/over, after [^,]+ missing, MISSING AGAIN under ME-9/g)).toHaveLength(2);
  });

  it('reads what a sender wrote as text, on its own line', () => {
    const hostile = '<b>ME-1</b>\r\nBcc: x\u202e [[heading]]';
    const [letter] = lettersOf([{ ...busy, references: [hostile], initials: '{<' }]);
    expect(letter?.html).not.toMatch(/<b>ME|\u202e/);
    expect(letter?.text).toContain('- {<, <b>ME-1</b> Bcc: x [[heading]]: missing for');
    expect(letter?.subject).not.toMatch(/ME-1/);
  });

  it('says the same where it is offered again later', () => {
    const [first, again] = ['2026-11-20T07:31:00.000Z', '2026-11-20T07:40:00.000Z'].map(
      (at) => lettersOf([busy], 0, at)[0]?.text,
    );
    expect(again).toBe(first);
  });

  it('is not sent where there is nothing to tell, nor half a day late', () => {
    expect(lettersOf([])).toEqual([]);
    expect(lettersOf([busy], 0, '2026-11-20T19:30:00.000Z')).toEqual([]);
    expect(lettersOf([busy], 0, '2026-11-20T19:29:59.000Z')).toHaveLength(2);
  });
});

describe('the headline of a digest', () => {
  const open: DigestLine = { ...busy, overdue: [], due: [], told: [], copies: [], more: 0 };
  const back: DigestLine = { ...open, state: 'found', isOver: true, until: '2026-11-19T23:00:00.000Z' };
  const task = { at: AT, task: 'front-door-notice', roles: ['front-door'] };
  const headline = (...lines: DigestLine[]) => lettersOf(lines)[0]?.text.split('\n')[1];

  it('counts who is missing, what is overdue and what is over apart, and says what it counts', () => {
    expect(headline(open, { ...open, overdue: [task] }, { ...back, overdue: [task, task] }, back)).toBe(
      '2 missing now, 3 tasks overdue in 2 episodes, 2 over since the last digest',
    );
    expect(headline({ ...open, overdue: [task] })).toBe('1 missing now, 1 task overdue');
  });

  it('does not call missing who is located, said to be back, or out of school', () => {
    expect(
      headline(
        { ...open, state: 'located' },
        { ...open, state: 'return-reported' },
        { ...open, person: 'pupil' },
      ),
    ).toBe('2 not confirmed back, 1 out of school');
  });

  it('counts as over since then what ended before and is told only now', () => {
    const late = { ...back, until: '2026-11-19T07:00:00.000Z' };
    const told = [{ at: '2026-11-19T08:00:00.000Z', purpose: 'stand-down' as const, roles: ['director'] }];
    expect(headline({ ...late, told })).toBe('1 over since the last digest');
  });

  it('says of what was over before the last digest only what is left of it', () => {
    const before = { ...back, until: '2026-11-18T23:00:00.000Z' };
    expect(headline({ ...before, overdue: [task] })).toBe('1 task overdue');
    expect(headline(before)).toBe('Nobody missing now, nothing overdue');
  });
});

describe('each line of a digest', () => {
  it("has the authority's own number of the case, and leads to the case", () => {
    const [letter] = lettersOf([{ ...busy, caseReference: 'L123' }]);
    expect(letter?.text).toMatch(/^- AE, ME-0001: missing for .+, case L123$/m);
    expect(letter?.text).toContain(
      '- Case:\n  - L123\n  - Open the case: https://cases.darlington.example/missing/ME-0001',
    );
    expect(letter?.html).toContain('<a href="https://cases.darlington.example/missing/ME-0001"');
  });

  it('leads nowhere of a pupil, nor where the file has no link', () => {
    expect(lettersOf([{ ...busy, person: 'pupil' }])[0]?.text).not.toContain('Open the case');
    const { caseLink: _, ...mail } = policy.mail;
    const record = recordOf([busy]);
    const [draft] = compose(due(plan(record, policy, AT)), record, policy, AT);
    if (!draft) throw new Error('The digest has no letter');
    expect(write(draft, { ...policy, mail }, AT).text).not.toContain('Open the case');
  });
});

describe('what a digest asks', () => {
  it('is what is overdue, since when, and nothing beside it says that nothing is asked', () => {
    const [letter] = lettersOf([busy]);
    expect(letter?.text).toMatch(
      /^What you are asked to do:\n- Each task that stands below as overdue [\s\S]+^Was due:\n- Friday 20 November 2026 at 07:30: strategy meeting decision, of AE, ME-0001, at high risk, the oldest of them; each has its own hour below$/m,
    );
    expect(letter?.text).not.toMatch(/nothing new/i);
  });

  it('has a child at high risk who is not back before what has been overdue for longer', () => {
    const task = { task: 'return-interview', roles: ['front-door'] };
    const long = { ...busy, risk: 'medium' as const, overdue: [{ ...task, at: '2026-11-18T17:00:00.000Z' }] };
    const grave = { ...busy, references: ['ME-2'], overdue: [{ ...task, at: '2026-11-20T06:40:00.000Z' }] };
    const was = (...lines: DigestLine[]) =>
      /^Was due:\n- (.+)\n(?:- (.+)\n)?/m.exec(lettersOf(lines)[0]?.text ?? '')?.slice(1);
    expect(was(long, grave)).toEqual([
      'Friday 20 November 2026 at 06:40: return interview, of AE, ME-2, at high risk',
      'Wednesday 18 November 2026 at 17:00: return interview, of AE, ME-0001, the oldest of them; each has its own hour below',
    ]);
    const home = { ...grave, isOver: true, until: AT };
    expect(was(long, home)?.[0]).toMatch(/^Wednesday 18 November .+ME-0001, the oldest/);
  });

  it('is nothing where nothing is overdue', () => {
    const [letter] = lettersOf([{ ...busy, overdue: [] }]);
    expect(letter?.text).toMatch(/^What this letter tells you:\n- .*It asks nothing new/m);
    expect(letter?.text).not.toContain('Was due');
  });

  it('keeps what somebody must do today apart from the letters that will go out', () => {
    const due = [
      { at: AT, task: 'return-interview', roles: ['first-response-team'] },
      { at: AT, purpose: 'escalate' as const, roles: ['director'] },
    ];
    const [letter] = lettersOf([{ ...busy, due }]);
    expect(letter?.text).toMatch(/^- To be done today: .*return interview, asked of first response team$/m);
    expect(letter?.text).toMatch(/^- Letters that go out today, if nothing changes: .*escalation to you$/m);
    const [, other] = lettersOf([{ ...busy, due }]);
    expect(other?.text).toMatch(/^- Letters that go out today.*escalation to director$/m);
    expect(letter?.text).toMatch(/8 overdue, 1 to be done today, 1 letter to go out/);
    expect(letter?.text.indexOf('- Overdue:')).toBeLessThan(letter?.text.indexOf('- To be done today:') ?? 0);
  });

  it('is named at a glance where it is one thing', () => {
    const [overdue] = busy.overdue;
    const [letter] = lettersOf([{ ...busy, overdue: overdue ? [overdue] : [] }]);
    expect(letter?.text).toMatch(/^- AE, ME-0001:(\n {2}-)? .*risk high, strategy meeting decision overdue/m);
    expect(letter?.text).not.toContain('1 overdue');
  });

  it('that was passed on says whom it was for', () => {
    const [draft] = compose(due(plan(recordOf([busy]), policy, AT)), recordOf([busy]), policy, AT);
    const [action] = draft?.actions ?? [];
    if (!draft || !action) throw new Error('The digest has no letter');
    const passedOn = {
      ...action,
      upon: 'not-delivered' as const,
      says: 'The letter below did not arrive. It was for director, and it said: This is what is open.',
    };
    const { text } = write({ ...draft, actions: [passedOn] }, policy, AT);
    expect(text).toContain('- The letter below did not arrive. It was for director.\n');
  });
});
