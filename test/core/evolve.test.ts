import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/contract/message.ts';
import { evolve, join, leavings, suspect } from '../../shared/core/evolve.ts';
import type { SourceKind } from '../../shared/core/policy.ts';
import type { ChildRecord, Statement, Telling } from '../../shared/core/record.ts';
import { emptyChild, own } from '../../shared/core/record.ts';

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
const SOURCES: Partial<Record<SourceKind, string>> = {
  police: 'urn:police',
  'emergency-duty-team': 'urn:edt',
  'case-system': 'urn:case',
};

interface Came {
  id?: string;
  hour: number;
  receivedAt?: number;
  by?: SourceKind;
}

const after = (
  record: ChildRecord,
  type: Message['type'],
  data: object,
  { id = 'm', hour, receivedAt = hour, by = 'police' }: Came,
) =>
  evolve(
    record,
    {
      id,
      type,
      source: SOURCES[by] ?? by,
      time: at(hour),
      subject: 'MP-1',
      data: { authority: 'E10000016', ...data },
    } as Message,
    { receivedAt: at(receivedAt), by },
  );

const updated = (data: object, came: Came) => (record: ChildRecord) =>
  after(record, 'missing.updated', data, came);
const found = (data: object, came: Came) => (record: ChildRecord) =>
  after(record, 'missing.found', data, came);
const inAnyOrder = (...changes: ((record: ChildRecord) => ChildRecord)[]): ChildRecord[] =>
  changes.length < 2
    ? [changes.reduce((record, change) => change(record), emptyChild('c-1'))]
    : changes.flatMap((last, index) =>
        inAnyOrder(...changes.toSpliced(index, 1)).map((record) => last(record)),
      );

const statement = (record: ChildRecord, field: string, source = 'urn:police'): Statement | undefined =>
  own(own(own(record.references, 'MP-1') ?? {}, field) ?? {}, source);

describe('what a source said of a field', () => {
  it('is what it said last, in whatever order it came', () => {
    const records = inAnyOrder(
      updated({ risk: 'low' }, { hour: 1 }),
      updated({ risk: 'high' }, { hour: 3 }),
      updated({ risk: 'medium' }, { hour: 2 }),
    );
    expect(records.map((record) => statement(record, 'risk')?.value)).toEqual(Array(6).fill('high'));
  });

  it('said at one time, is the word of the message with the greater id', () => {
    const records = inAnyOrder(
      updated({ risk: 'low' }, { hour: 1, id: 'b' }),
      updated({ risk: 'high' }, { hour: 1, id: 'a' }),
    );
    expect(records.map((record) => statement(record, 'risk')?.value)).toEqual(['low', 'low']);
  });

  it('is unknown where it said null, and unchanged where it said nothing', () => {
    const [record] = inAnyOrder(updated({ risk: 'high', missingFrom: 'home' }, { hour: 1 }));
    if (!record) throw new Error('There is one');
    const next = updated({ risk: null }, { hour: 2 })(record);
    expect(statement(next, 'risk')?.value).toBeNull();
    expect(statement(next, 'missingFrom')?.value).toBe('home');
  });

  it('stands beside what another source said', () => {
    const [record] = inAnyOrder(
      updated({ risk: 'high' }, { hour: 1 }),
      updated({ risk: 'low' }, { hour: 2, by: 'emergency-duty-team' }),
    );
    if (!record) throw new Error('There is one');
    expect(statement(record, 'risk')?.value).toBe('high');
    expect(statement(record, 'risk', 'urn:edt')?.value).toBe('low');
  });

  it('was known from the first time on that it was said', () => {
    const records = inAnyOrder(
      updated({ risk: 'high' }, { hour: 1, receivedAt: 5 }),
      updated({ risk: 'high' }, { hour: 3, receivedAt: 7 }),
    );
    expect(records.map((record) => statement(record, 'risk')?.receivedAt)).toEqual([at(5), at(5)]);
    expect(records.map((record) => statement(record, 'risk')?.time)).toEqual([at(3), at(3)]);
    const [changed] = inAnyOrder(
      updated({ risk: 'medium' }, { hour: 1 }),
      updated({ risk: 'high' }, { hour: 3, receivedAt: 7 }),
    );
    expect(changed && statement(changed, 'risk')?.receivedAt).toBe(at(7));
  });

  it('does not make the record grow', () => {
    let record = emptyChild('c-1');
    for (let n = 0; n < 2_000; n++)
      record = updated(
        { risk: n % 2 ? 'high' : 'low', missingFrom: `place ${n}` },
        { hour: 1, id: `m${n}` },
      )(record);
    expect(JSON.stringify(record).length).toBeLessThan(600);
  });

  it('is kept under names that every object has', () => {
    const record = evolve(
      emptyChild('c-1'),
      {
        id: 'm',
        type: 'missing.updated',
        source: 'constructor',
        time: at(1),
        subject: '__proto__',
        data: { authority: 'E10000016', risk: 'high' },
      },
      { receivedAt: at(1), by: 'police' },
    );
    expect(Object.keys(record.references)).toEqual(['__proto__']);
  });
});

describe('a return that is taken back', () => {
  const returned = found({ outcome: 'found', returnedAt: at(1) }, { hour: 2, id: 'f' });
  const theirs = found(
    { outcome: 'found', returnedAt: at(1) },
    { hour: 2, id: 'g', by: 'emergency-duty-team' },
  );
  const inError = found({ outcome: 'in-error' }, { hour: 3, id: 'e' });
  const fields = (record: ChildRecord) =>
    Object.keys(record.references['MP-1'] ?? {})
      .filter((field) => field.startsWith('found.'))
      .sort();

  it('leaves nothing of it, whichever comes first, and whoever said it', () => {
    for (const record of inAnyOrder(returned, theirs, inError))
      expect(fields(record)).toEqual(['found.withdrawn']);
  });

  it('leaves what was said of a return after that', () => {
    const later = found({ outcome: 'returned', returnedAt: at(4) }, { hour: 5, id: 'h' });
    for (const record of inAnyOrder(returned, inError, later)) {
      expect(fields(record)).toEqual(['found.outcome', 'found.returnedAt', 'found.said', 'found.withdrawn']);
      expect(statement(record, 'found.returnedAt')?.value).toBe(at(4));
    }
  });

  it('is known again only from when it is said again', () => {
    const again = found({ outcome: 'found', returnedAt: at(1) }, { hour: 5, id: 'h' });
    const record = [returned, inError, again].reduce((all, change) => change(all), emptyChild('c-1'));
    expect(statement(record, 'found.outcome')?.receivedAt).toBe(at(5));
  });

  it('by another than the police is only its own', () => {
    const byTheTeam = found({ outcome: 'in-error' }, { hour: 3, id: 'e', by: 'emergency-duty-team' });
    for (const record of inAnyOrder(returned, theirs, byTheTeam)) {
      expect(Object.keys(record.references['MP-1']?.['found.returnedAt'] ?? {})).toEqual(['urn:police']);
    }
  });
});

describe('two records that are one child', () => {
  const one: ChildRecord = {
    ...updated({ risk: 'high' }, { hour: 2 })(emptyChild('c-1')),
    keys: ['a'],
    candidates: { 'c-2': { why: 'identity' }, 'c-3': { why: 'identity' } },
  };
  const other: ChildRecord = {
    ...updated({ risk: 'low' }, { hour: 3 })(emptyChild('c-2')),
    keys: ['b', 'a'],
    candidates: { 'c-1': { why: 'identity' }, 'c-3': { why: 'identity', decided: 'different-child' } },
  };

  it('know what either knew, by its time', () => {
    expect(statement(join(one, other), 'risk')?.value).toBe('low');
    expect(join(one, other).keys).toEqual(['a', 'b']);
    expect({ ...join(other, one), id: 'c-1' }).toEqual(join(one, other));
  });

  it('are no candidates for one another, and a decision outweighs a doubt', () => {
    expect(join(one, other).candidates).toEqual({ 'c-3': { why: 'identity', decided: 'different-child' } });
  });

  it('were told what either was told; what became of a letter outweighs that it was intended', () => {
    const telling = (state: Telling['state'], hour: number) =>
      ({ state, intendedAt: at(1), at: at(hour) }) as Telling;
    const told = (state: Telling['state'], hour = 2) => ({ told: { x: telling(state, hour) } });
    const outcome = (a: object, b: object) => join({ ...one, ...a }, { ...other, ...b }).told['x']?.state;
    expect(outcome(told('intended'), told('accepted'))).toBe('accepted');
    expect(outcome(told('accepted'), told('intended', 9))).toBe('accepted');
    expect(outcome(told('accepted', 2), told('refused', 3))).toBe('refused');
    expect(outcome(told('refused', 3), told('accepted', 2))).toBe('refused');
    expect(outcome({}, told('refused'))).toBe('refused');
  });

  it('a letter that both sent, to two mailboxes, is in both, whatever became of the second', () => {
    const sent = (mailbox: string, hour: number, state: Telling['state'] = 'accepted') => ({
      told: { x: { mailbox, state, tells: 'missing', intendedAt: at(hour), at: at(hour) } as Telling },
    });
    const joined = (a: object, b: object) => join({ ...one, ...a }, { ...other, ...b }).told['x'];
    const by = { day: sent('day@kent.example', 3), night: sent('night@kent.example', 1) };
    for (const told of [joined(by.day, by.night), joined(by.night, by.day)]) {
      expect(told).toMatchObject({
        mailbox: 'day@kent.example',
        unanswered: { 'night@kent.example': at(1) },
      });
    }
    expect(joined(sent('day@kent.example', 3, 'refused'), by.night)).toMatchObject({
      state: 'refused',
      unanswered: { 'night@kent.example': at(1) },
    });
    expect(joined(by.day, sent('night@kent.example', 1, 'refused'))?.unanswered).toBeUndefined();
    expect(joined(by.day, sent('day@kent.example', 1))?.unanswered).toBeUndefined();
  });

  it('a letter that came back has come back, also where a fast clock marked it after the word of that', () => {
    const offer = { mailbox: 'a@kent.example', tells: 'missing', intendedAt: at(1) } as Telling;
    const accepted = { ...offer, state: 'accepted', at: at(3) } as const;
    const bounced = { ...offer, state: 'refused', at: at(2), fate: { is: 'bounced', at: at(2) } } as const;
    const joined = (a: Telling, b: Telling) =>
      join({ ...one, told: { x: a } }, { ...other, told: { x: b } }).told['x'];
    for (const told of [joined(accepted, bounced), joined(bounced, accepted)])
      expect(told).toMatchObject({ state: 'refused', fate: { is: 'bounced' } });
    // Of an offer since, to whoever has the mailbox now, it says nothing.
    const since = { ...accepted, mailbox: 'b@kent.example', intendedAt: at(2) };
    expect(joined(bounced, since)).toMatchObject({ state: 'accepted', mailbox: 'b@kent.example' });
  });

  it('whoever sends letters of either goes on alone', () => {
    const claim = { by: 'run', until: at(4) };
    expect(join(one, { ...other, claim }).claim).toEqual(claim);
  });

  it('leave a pointer, and the keys that still lead there', () => {
    expect(leavings(other, 'c-1')).toEqual({ ...emptyChild('c-2'), keys: ['b', 'a'], joinedTo: 'c-1' });
  });
});

describe('a doubt', () => {
  it('is noted once, never of the record itself, and a decision stands', () => {
    const doubted = suspect(emptyChild('c-1'), 'c-2', { why: 'identity', knownAt: at(1) });
    expect(suspect(doubted, 'c-2', { why: 'identity', knownAt: at(2) })).toBe(doubted);
    expect(suspect(doubted, 'c-1', { why: 'identity' })).toBe(doubted);
    const decided = suspect(doubted, 'c-2', { why: 'identity', decided: 'different-child' });
    expect(suspect(decided, 'c-2', { why: 'identity' }).candidates['c-2']?.decided).toBe('different-child');
  });
});
