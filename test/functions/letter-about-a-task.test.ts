// The page of a letter about a task that another letter asked for: that task is what its reader may record.
import { describe, expect, it } from 'vitest';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { rule, withRules } from '../faults/procedure.ts';
import { found } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { letterOf, playedUntil, shown as shownBy } from './behind-the-link.ts';
import { at, nowhere, report } from './one-child.ts';

const within = { elapsed: 'PT1M', from: { earliest: ['received' as const] } };
const strategy = rule('strategy', 'missing', [{ role: 'director' }], {
  do: 'decide',
  says: 'Please decide.',
  asks: { within, decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' } },
});
const late = rule('strategy-late', 'missing', [{ role: 'service-manager' }], {
  do: 'escalate',
  says: 'Nobody has decided.',
  after: { elapsed: 'PT1M', from: { earliest: [{ deadlineOf: 'strategy' }] }, boundary: 'at-least' },
});
const visit = rule('visit', 'missing', [{ role: 'coordinator' }], {
  do: 'request',
  says: 'Please visit.',
  asks: { within },
});
const overdue = rule('overdue', 'overdue', [{ role: 'head-of-service' }], {
  do: 'chase',
  says: 'It is late.',
});

const policyOf = (...more: Rule[]): Policy => withRules(nowhere, more);
const policy = policyOf(strategy, late, visit, overdue);

const told = (seconds: readonly number[], ...messages: Said[]): Promise<ChildRecord> =>
  playedUntil(policy, seconds, ...messages);
const shown = (record: ChildRecord, action: string, seconds: number, by = policy) =>
  shownBy(record, action, seconds, by);

describe('a letter about a task that is late', () => {
  it('leads to the decision that nobody has made', async () => {
    const record = await told([0, 120]);
    const letter = shown(record, letterOf(record, 'strategy-late/'), 120);
    expect(letter).toMatchObject({
      says: 'Nobody has decided.',
      task: { id: 'strategy', state: 'open', dueAt: at(60), isPast: true, otherwise: 'discussion' },
    });
    expect(letter?.task?.outcomes).toEqual(['discussion', 'no-discussion']);
    expect(letter?.may).toContain('decide');
    expect(letter?.glance.length).toBeGreaterThan(0);
  });

  it('leads to what is open now, where it was asked before already', async () => {
    const back = found(at(200), 'MP-1', { outcome: 'found', locatedAt: at(190) });
    const missing = report({ lastSeenAt: at(300), reportedAt: at(310) }, { id: 'again' });
    const record = await told([0, 120, 200, 320, 440], back, { ...missing, at: at(320), time: at(320) });
    const letter = shown(record, letterOf(record, 'strategy-late/'), 440);
    expect(letter?.task).toMatchObject({ id: 'strategy:2', state: 'open', dueAt: at(380) });
    expect(letter?.may).toContain('decide');
  });

  it('says what was asked, where no rule of its own looks after that', async () => {
    const record = await told([0, 120]);
    const letter = shown(record, letterOf(record, 'overdue/'), 120);
    expect(letter).toMatchObject({
      says: 'It is late. What was asked: Please visit.',
      task: { id: 'visit', state: 'open' },
    });
    expect(letter?.task).not.toHaveProperty('outcomes');
    expect(letter?.may).toContain('decide');
    expect(letter?.glance).toEqual([]);
  });

  it('leads to nothing where it is about none', async () => {
    const record = await told([0, 600]);
    expect(shown(record, letterOf(record, 'ten-minutes/'), 600)).not.toHaveProperty('task');
  });
});

describe('the task of a letter', () => {
  it('is late from the instant by which it was to be done', async () => {
    const record = await told([0]);
    const isPast = (seconds: number) => shown(record, letterOf(record, 'visit/'), seconds)?.task?.isPast;
    expect([isPast(59.999), isPast(60)]).toEqual([false, true]);
  });

  it('is nobody’s any more where the procedure in force does not ask for it', async () => {
    const record = await told([0, 120]);
    const [now] = withRules(nowhere, [late]).versions;
    const [later] = policy.versions;
    if (!now || !later) throw new Error('There are two');
    const changed: Policy = { ...policy, versions: [now, { ...later, id: 'later', from: '2027-01-01' }] };
    const letter = shown(record, letterOf(record, 'visit/'), 130, changed);
    expect(letter?.task).toEqual({ id: 'visit', state: 'closed' });
    expect(letter?.may).not.toContain('decide');
    const about = shown(record, letterOf(record, 'strategy-late/'), 130, changed);
    expect(about?.says).toBe('Nobody has decided.');
    expect(about).not.toHaveProperty('task');
  });
});

describe('a child of whom anybody has said the worst', () => {
  it('is nobody’s to escalate, though the police have not said so', async () => {
    const worst = { ...found(at(60), 'MP-1', { outcome: 'deceased' }), source: 'urn:carer:example' };
    const record = await told([0, 60], { ...worst, sender: 'police' });
    const letter = shown(record, letterOf(record, 'notice/'), 60);
    expect(letter).toMatchObject({ isOver: true, stands: 'Please telephone the police.', may: [] });
  });
});

describe('a letter because a reader says that the child is back', () => {
  it('names whoever said so in the place of those whom the first letter was for', async () => {
    const record = await told([0]);
    const first = letterOf(record, 'strategy/');
    const about = first.replace(/[^/]+$/, `front-door<back<${first}`);
    const telling = record.told[first] as Telling;
    const said = { value: { outcome: 'back', by: 'front-door' }, time: at(9), message: 'm' };
    const by = { [`${ANSWERS_URN}nowhere`]: { ...said, by: 'case-system' as const, receivedAt: at(10) } };
    const { 'MP-1': before } = record.references;
    const letter = shown(
      {
        ...record,
        told: { ...record.told, [about]: telling },
        references: { 'MP-1': { ...before, [`task.${answerTask('back', first)}`]: by } },
      },
      about,
      20,
    );
    expect(letter?.says).toBe(
      'The front door says that the child is back. Please ask the police to confirm it.',
    );
  });
});
