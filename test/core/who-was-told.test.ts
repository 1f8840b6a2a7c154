import { describe, expect, it } from 'vitest';
import { plan } from '../../shared/core/plan.ts';
import { FRIDAY_22_05, NOON, procedureOf, record, reported, rule, saying, telling, toldAll } from './told.ts';

const EVER = '2027-01-01T00:00:00.000Z';
const ids = (actions: readonly { id: string }[]) => actions.map(({ id }) => id);
const notice = rule('notice', { to: [{ role: 'front-door' }, { role: 'director' }] });

describe('everybody who was told', () => {
  const standDown = rule('stand-down', { upon: 'ended', do: 'stand-down', to: [{ everybodyTold: true }] });
  const again = rule('missing-again', { upon: 'missing-again', to: [{ everybodyTold: true }] });
  const policy = procedureOf(notice, standDown, again);
  const found = { type: 'missing.found' as const, at: NOON, data: { outcome: 'found', locatedAt: NOON } };
  const inError = {
    type: 'missing.found' as const,
    at: '2026-11-21T13:00:00.000Z',
    data: { outcome: 'in-error' },
  };
  const mailboxes = (of: ReturnType<typeof record>) =>
    plan(of, policy, EVER).actions.map(({ rule: id, mailbox }) => `${id} ${mailbox}`);

  const told = toldAll(record(reported()), policy, FRIDAY_22_05);

  it('is stood down where the letter went, intended ones too, refused ones not', () => {
    expect(mailboxes(saying(told, found)).sort()).toEqual([
      'stand-down director@kent.example',
      'stand-down front-door@kent.example',
    ]);
    const [director, frontDoor] = plan(record(reported()), policy, FRIDAY_22_05).actions;
    if (!director || !frontDoor) throw new Error('Two are told');
    const half = telling(
      telling(record(reported()), director, 'a@kent.example', 'refused'),
      frontDoor,
      'b@kent.example',
      'intended',
    );
    expect(mailboxes(saying(half, found))).toEqual(['stand-down b@kent.example']);
  });

  it('is one letter a mailbox, for all the roles that it has', () => {
    const shared = plan(record(reported()), policy, FRIDAY_22_05).actions.reduce(
      (all, action) => telling(all, action, 'one@kent.example'),
      record(reported()),
    );
    expect(plan(saying(shared, found), policy, EVER).actions).toMatchObject([
      { roles: ['director', 'front-door'], mailbox: 'one@kent.example' },
    ]);
  });

  it('is told once, and again only when it was withdrawn in between', () => {
    const stoodDown = toldAll(saying(told, found), policy, NOON);
    expect(plan(stoodDown, policy, EVER).actions).toEqual([]);
    const reopened = saying(stoodDown, inError);
    expect(mailboxes(reopened).sort()).toEqual([
      'missing-again director@kent.example',
      'missing-again front-door@kent.example',
    ]);
    const toldAgain = toldAll(reopened, policy, '2026-11-21T13:00:01.000Z');
    expect(plan(toldAgain, policy, EVER).actions).toEqual([]);
    const truly = saying(toldAgain, { ...found, at: '2026-11-21T14:00:00.000Z' });
    expect(ids(plan(truly, policy, EVER).actions).every((id) => id.startsWith('stand-down/MP-1/2/'))).toBe(
      true,
    );
  });

  it('no address stands in an id', () => {
    for (const id of ids(plan(saying(told, found), policy, EVER).actions)) expect(id).not.toContain('@');
  });
});

describe('a refused letter', () => {
  const undelivered = rule('not-delivered', {
    upon: 'not-delivered',
    clauses: ['C-9'],
    says: 'It was refused.',
  });
  const policy = procedureOf(rule('notice', { to: [{ role: 'adolescent-early-help' }] }), undelivered);
  const child = record(reported());
  const [first] = plan(child, policy, EVER).actions;
  if (!first) throw new Error('A notice is due');
  const refused = telling(child, first, 'x@kent.example', 'refused', NOON);

  it('goes to the next in line at once, until somebody has it or nobody is left', () => {
    const steps: string[] = [];
    let now = refused;
    for (;;) {
      const [next] = plan(now, policy, EVER).actions;
      if (!next) break;
      steps.push(next.roles.join());
      expect(next.dueAt).toBe(NOON);
      now = telling(now, next, `${next.roles.join()}@kent.example`, 'refused', NOON);
    }
    expect(steps).toEqual([
      'front-door',
      'team-manager',
      'head-of-service',
      'assistant-director',
      'director',
    ]);
  });

  it('is delivered once somebody in line has it', () => {
    const [deputy] = plan(refused, policy, EVER).actions;
    if (!deputy) throw new Error('A deputy is told');
    expect(plan(telling(refused, deputy, 'y@kent.example'), policy, EVER).actions).toEqual([]);
  });

  it('says whom it was for and what it said, under both clauses', () => {
    expect(plan(refused, policy, EVER).actions).toMatchObject([
      {
        says: 'It was refused. It was for adolescent early help, and it said: A child is missing.',
        clauses: ['C-9', 'C-1'],
        tells: 'missing',
      },
    ]);
  });

  it('goes to nobody once it is not called for any more', () => {
    expect(plan(saying(refused, { type: 'missing.cancelled', at: NOON }), policy, EVER).actions).toEqual([]);
  });
});

describe('unreadable messages', () => {
  const unreadable = rule('unreadable', {
    upon: 'unreadable',
    to: [{ role: 'front-door' }, { role: 'director' }],
  });
  const policy = procedureOf(unreadable);
  const gathered = (...messages: string[]) => ({
    kind: 'unreadable' as const,
    id: 'u-1',
    sender: 'police',
    windows: [{ opensAt: NOON, messages, more: 0 }],
    told: {},
  });

  it('are told of to each role: the first at once, the rest a quarter of an hour later', () => {
    const planned = plan(gathered('a', 'b', 'c'), policy, EVER);
    expect(
      planned.actions.map(({ roles, dueAt, count }) => `${roles.join()} ${dueAt.slice(11, 16)} ${count}`),
    ).toEqual(['director 12:00 1', 'front-door 12:00 1', 'director 12:15 2', 'front-door 12:15 2']);
    expect(plan(gathered('a'), policy, EVER).actions).toHaveLength(2);
  });

  it('that nobody would be told of are a fault that the watchers see, not a silence', () => {
    expect(() => plan(gathered('a'), procedureOf(notice), EVER)).toThrow('No rule says who is told');
  });
});
