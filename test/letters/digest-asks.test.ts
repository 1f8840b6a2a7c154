// What the morning digest asks: what is overdue, gravest and oldest first, in one place.
import { describe, expect, it } from 'vitest';
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { due, plan } from '../../shared/core/plan.ts';
import type { Telling } from '../../shared/core/record.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import { AT, busy, lettersOf, policy, recordOf } from './a-digest.ts';

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

  it('is all in one place, an episode at a time, each task with how long it has been overdue', () => {
    const [strategy, interview] = [
      { at: '2026-11-20T06:40:00.000Z', task: 'front-door-notice', roles: ['front-door'] },
      { at: '2026-11-18T17:00:00.000Z', task: 'return-interview', roles: ['head-of-service'] },
    ];
    const home = { ...busy, references: ['ME-2'], isOver: true, until: AT };
    const [, letter] = lettersOf([
      { ...busy, overdue: [strategy, interview] },
      { ...busy, references: ['ME-3'], overdue: [] },
      { ...home, overdue: [strategy] },
      { ...home, references: ['ME-4'], again: 'ME-0001', overdue: [strategy] },
      { ...busy, references: ['ME-5'], state: 'return-reported', overdue: [strategy] },
    ]);
    const [, listed] = /^Overdue, and for how long:\n([\s\S]+?)\n\n/m.exec(letter?.text ?? '') ?? [];
    expect(listed).toBe(
      [
        '- AE, ME-0001, not back, risk high:',
        '  - return interview: 1 day 14 hours, since Wed 18 Nov 17:00; asked of you',
        '  - strategy meeting decision: 50 minutes, since Fri 20 Nov 06:40; asked of front door; not recorded yet, meanwhile it goes on as "meeting"',
        '- AE, ME-2, over: strategy meeting decision: 50 minutes, since Fri 20 Nov 06:40; asked of front door; not recorded yet, meanwhile it goes on as "meeting"',
        '- AE, ME-4, over, MISSING AGAIN under ME-0001: strategy meeting decision: 50 minutes, since Fri 20 Nov 06:40; asked of front door; not recorded yet, meanwhile it goes on as "meeting"',
        '- AE, ME-5, not confirmed back, risk high: strategy meeting decision: 50 minutes, since Fri 20 Nov 06:40; asked of front door; not recorded yet, meanwhile it goes on as "meeting"',
      ].join('\n'),
    );
    expect(letter?.text.match(/strategy meeting decision: 50 minutes/g)).toHaveLength(4);
    expect(lettersOf([{ ...busy, overdue: [] }])[0]?.text).not.toContain('Overdue, and');
  });

  it('is to be seen to as soon as it is read', () => {
    expect(lettersOf([busy])[0]?.text).toMatch(
      /^- Each task .+ not recorded as done\. Please see to it as soon as you read this, with whoever it was asked of: .+\n- Front door: telephone 01632 960 105\.\n- The rest /m,
    );
  });

  it('that fell due this very moment has been overdue since just now', () => {
    const since = (asAt: string) => {
      const [overdue] = busy.overdue;
      if (!overdue) throw new Error('It has a task');
      const record = { ...recordOf([{ ...busy, overdue: [{ ...overdue, at: AT }] }]), asAt };
      const [draft] = compose(due(plan(record, policy, asAt)), record, policy, asAt);
      return draft && /decision: (.+), since Fri 20 Nov 07:30;/.exec(write(draft, policy, asAt).text)?.[1];
    };
    expect([AT, '2026-11-20T07:30:59.999Z', '2026-11-20T07:31:00.000Z'].map(since)).toEqual([
      'just now',
      'just now',
      '1 minute',
    ]);
  });

  it('says by when each is to be done that is left for today', () => {
    const glance = (...hours: number[]) => {
      const tasks = hours.map((hour) => ({
        at: `2026-11-20T${hour}:30:00.000Z`,
        task: 'return-interview',
        roles: ['director'],
      }));
      return /^- AE, ME-0001: (.+)$/m.exec(
        lettersOf([{ ...busy, overdue: [], copies: [], due: tasks }])[0]?.text ?? '',
      )?.[1];
    };
    expect(glance(12)).toMatch(/, return interview to be done today by 12:30$/);
    expect(glance(12, 17, 17)).toMatch(/, 3 to be done today, by 12:30 and 17:30$/);
  });

  it('that comes late says by how much, and that the delay is ours', () => {
    const [letter] = lettersOf([busy], 0, '2026-11-20T08:30:00.000Z');
    expect(letter?.text).toContain(
      'It was due on Friday 20 November 2026 at 07:30, 1 hour before it was sent. The delay is ours: letters were paused, or could not be sent.',
    );
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
    expect(letter?.text).toMatch(/8 overdue, return interview to be done today by 07:30, 1 letter to go out/);
    expect(letter?.text.indexOf('Overdue, and for how long:')).toBeLessThan(
      letter?.text.indexOf('- To be done today:') ?? 0,
    );
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

  it('that was passed on is late by when its own reader was to have it, not by when the first was', () => {
    const record = recordOf([busy]);
    const at = '2026-11-20T10:30:00.000Z';
    const told = Object.fromEntries(
      plan(record, policy, AT).actions.map(({ id, ...action }, n): [string, Telling] => [
        id,
        {
          ...action,
          mailbox: 'x@darlington.example',
          intendedAt: AT,
          at,
          state: n === 0 ? 'refused' : 'accepted',
        },
      ]),
    );
    const passedOn = (now: string) => {
      const [draft] = compose(due(plan({ ...record, told }, policy, now)), { ...record, told }, policy, now);
      if (!draft) throw new Error('It goes to the next in line');
      return write(draft, policy, now).text;
    };
    expect(passedOn('2026-11-20T10:31:00.000Z')).not.toMatch(/delay is ours|It was due/);
    expect(passedOn('2026-11-20T11:30:00.000Z')).toContain(
      'It was due on Friday 20 November 2026 at 10:30, 1 hour before it was sent. The delay is ours',
    );
  });
});
