// What a reader at 3 a.m. learns from a letter: what it is, how urgent, about whom, since when, and whether it comes late.
import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, REPORTED, ROBIN, reported } from '../situations/cast.ts';
import { played, procedure } from '../situations/playing.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const KIM_THERE = {
  name: 'Kim Example',
  email: 'kim@darlington.example',
  teamEmail: 'north@darlington.example',
};

describe('how urgent a letter is', () => {
  const first = async (risk: string, rule: string) => {
    const all = await letters(
      darlington,
      [reported('ME-1', { person: ROBIN, risk })],
      '2026-11-20T23:31:00Z',
    );
    return all.find((letter) => letter.rule === rule);
  };

  it('is said in words, in the subject and in its first line', async () => {
    const rung = await first('medium', 'head-of-service-under-10');
    expect(rung?.subject).toBe('ESCALATION - Child missing for 3 hours - ME-1');
    expect(rung?.text.split('\n')[0]).toBe(
      'Urgent: escalation, for head of service. The procedure requires it.',
    );
  });

  it('is more where the risk is high', async () => {
    expect((await first('high', 'missing-notice'))?.subject).toMatch(/^Notice, URGENT - /);
    expect((await first('medium', 'missing-notice'))?.subject).toMatch(/^Notice - /);
  });

  it('is less once the child is found, however high the risk was', async () => {
    const back = found('2026-11-20T23:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:30:00Z',
    });
    const all = await letters(
      darlington,
      [reported('ME-1', { person: ROBIN, risk: 'high' }), back],
      '2026-11-20T23:00:01Z',
    );
    expect(all.find(({ rule }) => rule === 'found-notice')?.subject).toMatch(/^Notice - Missing child found/);
  });

  it('is not where it is a copy, and that is said', async () => {
    const rules = darlington.versions.map((version) => ({
      ...version,
      rules: version.rules.map((rule) =>
        rule.id === 'missing-notice' ? { ...rule, basis: 'courtesy' as const } : rule,
      ),
    }));
    const all = await letters(
      { ...darlington, versions: rules },
      [reported('ME-1', { person: ROBIN, risk: 'high' })],
      '2026-11-20T22:06:00Z',
    );
    const copy = all.find(({ rule }) => rule === 'missing-notice');
    expect(copy?.subject).toMatch(/^Notice, copy - /);
    expect(copy?.text.split('\n')[0]).toMatch(/^Notice, for .+\. A copy for your information\.$/);
  });
});

describe('about whom a letter is', () => {
  it.each([
    ['a child', { kind: 'child' }, 'Child'],
    ['one whose kind nobody says', {}, 'Child'],
    ['somebody of age when last seen', { dateOfBirth: '2008-11-20' }, 'Adult'],
    ['somebody who comes of age the day after', { dateOfBirth: '2008-11-21' }, 'Child'],
    ['a pregnant adult', { kind: 'pregnant-adult', dateOfBirth: '1998-05-14' }, 'Pregnant adult'],
    ['an unborn child', { kind: 'unborn', dateOfBirth: null }, 'Unborn child'],
    ['a family', { kind: 'family', dateOfBirth: null }, 'Family'],
    ['a care leaver', { kind: 'care-leaver', dateOfBirth: '2006-05-14' }, 'Care leaver'],
  ])('%s is called that, and nothing else', async (_, person, name) => {
    const back = found('2026-11-20T23:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:30:00Z',
    });
    const all = await letters(
      darlington,
      [reported('ME-1', { person: { ...ASHA, ...person } }), back],
      '2026-11-20T23:01:00Z',
    );
    const [first] = all;
    expect(first?.subject).toContain(` - ${name} missing for 1 hour 35 minutes - `);
    expect(first?.text).toMatch(new RegExp(`^- ${name}: AE$`, 'm'));
    const over = all.find(({ rule }) => rule === 'stand-down');
    expect(over?.subject).toContain(`Missing ${name.toLowerCase()} found`);
    for (const { text } of all) expect(/^- (Child|Adult): /m.exec(text)?.[1] ?? name).toBe(name);
  });
});

describe('how long it has lasted', () => {
  const back = found('2026-11-20T23:00:00Z', 'ME-1', {
    outcome: 'found',
    returnedAt: '2026-11-20T22:30:00Z',
  });

  it('is counted until now while it lasts, and to the return once it is over', async () => {
    const all = await letters(
      darlington,
      [reported('ME-1', { person: ROBIN }), back],
      '2026-11-20T23:00:01Z',
    );
    expect(under('Missing for', all[0]?.text)).toEqual(['1 hour 35 minutes']);
    const over = all.find(({ rule }) => rule === 'stand-down');
    expect(under('Was missing for', over?.text)).toEqual(['2 hours']);
    expect(under('Missing for', over?.text)).toEqual([]);
    expect(over?.text).toContain('Back on Friday 20 November 2026 at 22:30, after 2 hours.');
  });

  it('is less than a minute, and not no time, where the report comes at once', async () => {
    const [first] = await letters(
      darlington,
      [reported('ME-1', { lastSeenAt: REPORTED })],
      '2026-11-20T22:06:00Z',
    );
    expect(first?.subject).toContain('Child missing for less than a minute');
  });

  it('is not hidden where the police record the child as absent only', async () => {
    const all = await letters(darlington, [reported('ME-1', { category: 'absent' })], '2026-11-20T22:06:00Z');
    expect(under('Recorded as', all[0]?.text)).toEqual(['absent']);
    const missing = await letters(darlington, [reported('ME-1')], '2026-11-20T22:06:00Z');
    expect(under('Recorded as', missing[0]?.text)).toEqual([]);
  });
});

describe('a letter that comes late', () => {
  it('says in its first line how late it is, and below why', async () => {
    const late = reported('ME-1', { person: ROBIN }, { at: '2026-11-22T02:30:00Z' });
    const all = await letters(darlington, [late], '2026-11-22T02:31:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-24-hours');
    expect(rung?.text.split('\n')[0]).toMatch(/^Urgent: escalation, 6 hours late, for head of service\./);
    expect(rung?.text).toContain('The facts reached us on Sunday 22 November 2026 at 02:30.');
    const notice = all.find(({ rule }) => rule === 'front-door-notice');
    expect(notice?.text.split('\n')[0]).not.toContain('late');
    expect(notice?.text).not.toContain('This letter is late');
  });
});

describe('a letter about messages that could not be read', () => {
  it('says whose they are and when they came, so that somebody can be rung', async () => {
    const nonsense = { at: '2026-11-20T22:05:00Z', type: 'no such type', subject: 'ME-1', data: {} };
    const [letter] = await letters(darlington, [nonsense], '2026-11-20T22:06:00Z');
    expect(letter?.text.split('\n').slice(0, 3)).toEqual([
      'Urgent: notice, for front door. The procedure requires it.',
      'A message could not be read',
      'From police, received on Friday 20 November 2026 at 22:05.',
    ]);
    expect(under('Sender', letter?.text)).toEqual(['police']);
  });

  it('says that nobody knows whose they are, where that is so', async () => {
    const nonsense = {
      at: '2026-11-20T22:05:00Z',
      type: 'missing.found',
      sender: 'AROASTRANGER',
      subject: 'x',
      data: {},
    };
    const [letter] = await letters(darlington, [nonsense], '2026-11-20T22:06:00Z');
    expect(under('Sender', letter?.text)).toEqual(['not known to the authority']);
    expect(letter?.text).toContain('From an unknown sender, received on');
  });
});

describe('two requests to one mailbox at one time', () => {
  it('are told apart before they are opened', async () => {
    const known = caseOf('2026-11-02T09:00:00Z', ROBIN, { status: 'looked-after', keyworker: KIM_THERE });
    const all = await letters(
      darlington,
      [known, reported('ME-1', { person: ROBIN, risk: 'low' })],
      '2026-11-20T22:06:00Z',
    );
    const requests = all.filter(({ subject }) => subject.startsWith('Request'));
    expect(requests.map(({ subject }) => subject)).toContain(
      'Request: telling the parents - Child missing for 1 hour 35 minutes - ME-1',
    );
    const heads = requests.map(({ to, subject }) => `${to} ${subject}`);
    expect(heads.length).toBeGreaterThan(1);
    expect(new Set(heads).size).toBe(heads.length);
  });
});

describe('a letter about what is left to do once the child is back', () => {
  it('says so in its subject: found is not the end of it', async () => {
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
    });
    const all = await letters(
      darlington,
      [reported('ME-1', { person: ROBIN }), back],
      '2026-11-28T09:00:00Z',
    );
    const subject = (rule: string) => all.find((letter) => letter.rule === rule)?.subject;
    expect(subject('return-interview-reminder')).toBe(
      'Reminder - Missing child found: return interview still to do - ME-1',
    );
    expect(subject('return-interview-overdue')).toBe(
      'ESCALATION - Missing child found: return interview overdue - ME-1',
    );
    expect(subject('stand-down')).toBe('Stand down - Missing child found - ME-1');
  });
});

describe('the letters of one absence', () => {
  it('are one thread, those of another absence are another', async () => {
    const again = reported(
      'ME-2',
      { person: ROBIN, lastSeenAt: '2026-11-25T20:00:00Z' },
      { at: '2026-11-25T21:00:00Z' },
    );
    const back = found('2026-11-21T09:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
    });
    const world = await played(
      darlington,
      [reported('ME-1', { person: ROBIN }), back, again],
      '2026-11-25T21:01:00Z',
    );
    const threads = new Map<string, Set<string | undefined>>();
    for (const { letter } of world.post.sent) {
      const reference = letter.subject.split(' - ').at(-1) ?? '';
      threads.set(reference, (threads.get(reference) ?? new Set()).add(letter.headers['References']));
    }
    expect([...threads.keys()].sort()).toEqual(['ME-1', 'ME-2']);
    expect([...threads.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(new Set([...threads.values()].flatMap((each) => [...each])).size).toBe(2);
  });
});
