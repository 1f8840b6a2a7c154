// A person's answer to whose record it is: what it does to both records, and which answers leave the question open.
import { describe, expect, it } from 'vitest';
import { keysIn } from '../../functions/receive/child-records.ts';
import { decideIdentity } from '../../functions/receive/decide-identity.ts';
import { MemoryEpisodes, MemoryWatch } from '../../local/memory.ts';
import type { Message } from '../../shared/contract/message.ts';
import { keysOf } from '../../shared/core/identity.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Candidate, ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { NOON, nowhere } from './one-child.ts';

const DOUBT: Candidate = { why: 'identity', knownAt: NOON };
const DIFFERENT: Candidate = { why: 'identity', decided: 'different-child' };

const statement = { value: 'high', time: NOON, message: 'm', by: 'police', receivedAt: NOON } as const;
const child = (id: string, candidates: Record<string, Candidate> = {}, more: Partial<ChildRecord> = {}) => ({
  ...emptyChild(id),
  references: { [`MP-${id}`]: { risk: { 'urn:police:nowhere': statement } } },
  candidates,
  ...more,
});

const answer = (outcome: string, sameAs?: string, more: object = {}): Message =>
  ({
    type: 'task.recorded',
    subject: 'MP-c-1',
    data: { task: 'resolve-identity', outcome, ...(sameAs && { sameAs }) },
    ...more,
  }) as unknown as Message;

async function decided(message: Message, records: readonly ChildRecord[], policy: Policy = nowhere) {
  const episodes = new MemoryEpisodes();
  for (const record of records) {
    await episodes.write({ record }, 0);
    for (const { key, entry } of keysIn(record)) await episodes.claim(key, entry, record.id);
  }
  const watch = new MemoryWatch();
  const woken: string[] = [];
  const wakeUps = {
    soon: async (id: string) => {
      woken.push(id);
    },
  };
  const [first] = records;
  if (!first) throw new Error('It is about one of them');
  const home = await decideIdentity(message, first, { policy, episodes, wakeUps, watch }, NOON);
  const after = (await episodes.readAll(episodes.ids())).map(({ record }) => record as ChildRecord);
  const of = (id: string) => after.find((record) => record.id === id);
  return { home, of, woken, alarms: watch.alarms };
}

/** By which the case system knows a record. */
const NUMBER = `${keysOf(undefined, { localAuthorityId: 'L-7' })[0]?.key}\tchild`;

const two = () => [child('c-1', { 'c-2': DOUBT }), child('c-2', { 'c-1': DOUBT })];

describe('that it is the same child', () => {
  it('joins the two, where only one is in doubt', async () => {
    const { home, of, alarms } = await decided(answer('same-child'), two());
    expect(home?.id).toBe('c-2');
    expect(of('c-1')?.joinedTo).toBe('c-2');
    expect(alarms).toEqual([]);
  });

  it('joins the one that is still in doubt, where the other was decided before', async () => {
    const records = [child('c-1', { 'c-2': DIFFERENT, 'c-3': DOUBT }), child('c-2'), child('c-3')];
    expect((await decided(answer('same-child'), records)).home?.id).toBe('c-3');
  });

  it('joins those that lead to one record, whatever their number', async () => {
    const records = [
      child('c-1', { 'c-2': DOUBT, 'c-3': DOUBT }),
      child('c-2', {}, { joinedTo: 'c-3' }),
      child('c-3'),
    ];
    expect((await decided(answer('same-child'), records)).home?.id).toBe('c-3');
  });

  it('joins one that is claimed and not written yet', async () => {
    expect((await decided(answer('same-child'), [child('c-1', { 'c-2': DOUBT })])).home?.id).toBe('c-2');
  });

  it('says nothing where two are in doubt and none is named: a person must see it', async () => {
    const records = [child('c-1', { 'c-2': DOUBT, 'c-3': DOUBT }), child('c-2'), child('c-3')];
    const { home, alarms } = await decided(answer('same-child'), records);
    expect(home).toBe(records[0]);
    expect(alarms).toEqual([{ event: 'identity answer not understood', about: { record: 'c-1', named: 2 } }]);
  });

  it.each([
    ['the number of the case system', keysOf(undefined, { localAuthorityId: 'L-7' })],
    ['the number of the police', keysOf(undefined, { policePersonId: 'L-7' })],
    ['the NHS number', keysOf(undefined, { nhsNumber: 'L-7' })],
    ['a police reference', keysOf('L-7', undefined)],
  ])('joins the one of several that %s names', async (_, [key]) => {
    const records = [
      child('c-1', { 'c-2': DOUBT, 'c-3': DOUBT }),
      child('c-2'),
      child('c-3', {}, { keys: [`${key?.key}\tchild`] }),
    ];
    expect((await decided(answer('same-child', 'L-7'), records)).home?.id).toBe('c-3');
  });

  it('of a number that nobody has is not understood', async () => {
    const { home, alarms, of } = await decided(answer('same-child', 'L-8'), two());
    expect(home?.id).toBe('c-1');
    expect(alarms).toEqual([{ event: 'identity answer not understood', about: { record: 'c-1', named: 0 } }]);
    expect(of('c-1')).not.toHaveProperty('joinedTo');
  });

  it('of its own number is not understood', async () => {
    const [first, second] = two();
    const records = [{ ...(first as ChildRecord), keys: [NUMBER] }, second as ChildRecord];
    expect((await decided(answer('same-child', 'L-7'), records)).alarms).toHaveLength(1);
  });
});

describe('that it is another child', () => {
  it('is noted on both, keeps everything else, and the other is looked at', async () => {
    const { home, of, woken, alarms } = await decided(answer('different-child'), two());
    expect(home).toEqual(of('c-1'));
    expect(of('c-1')?.candidates).toEqual({ 'c-2': DIFFERENT });
    expect(of('c-2')?.candidates).toEqual({ 'c-1': DIFFERENT });
    expect(woken).toEqual(['c-2']);
    expect(alarms).toEqual([]);
  });

  it('is noted of each that is in doubt', async () => {
    const records = [child('c-1', { 'c-2': DOUBT, 'c-3': DOUBT }), child('c-2'), child('c-3')];
    const { of } = await decided(answer('different-child'), records);
    expect(of('c-1')?.candidates).toEqual({ 'c-2': DIFFERENT, 'c-3': DIFFERENT });
    expect(of('c-3')?.candidates).toEqual({ 'c-1': DIFFERENT });
  });

  it('is noted of the one that is named alone', async () => {
    const records = [
      child('c-1', { 'c-2': DOUBT, 'c-3': DOUBT }),
      child('c-2'),
      child('c-3', {}, { keys: [NUMBER] }),
    ];
    const { of } = await decided(answer('different-child', 'L-7'), records);
    expect(of('c-1')?.candidates).toEqual({ 'c-2': DOUBT, 'c-3': DIFFERENT });
    expect(of('c-2')?.candidates).toEqual({});
  });

  it('is noted under each name by which the doubt arose, on both', async () => {
    const records = [
      child('c-1', { 'c-8': DOUBT, 'c-3': DOUBT }),
      child('c-2', { 'c-9': DOUBT, 'c-3': DOUBT }, { keys: [NUMBER] }),
      child('c-8', {}, { joinedTo: 'c-2' }),
      child('c-9', {}, { joinedTo: 'c-1' }),
      child('c-3'),
    ];
    const { of } = await decided(answer('different-child', 'L-7'), records);
    expect(of('c-1')?.candidates).toEqual({ 'c-8': DIFFERENT, 'c-3': DOUBT, 'c-2': DIFFERENT });
    expect(of('c-2')?.candidates).toEqual({ 'c-9': DIFFERENT, 'c-3': DOUBT, 'c-1': DIFFERENT });
  });

  it('wakes nobody of whom there is no episode', async () => {
    const records = [child('c-1', { 'c-2': DOUBT }), child('c-2', {}, { references: {} })];
    const { of, woken } = await decided(answer('different-child'), records);
    expect(of('c-2')?.candidates).toEqual({ 'c-1': DIFFERENT });
    expect(woken).toEqual([]);
  });

  it('is noted here where the other is claimed and not written yet', async () => {
    const { of } = await decided(answer('different-child'), [child('c-1', { 'c-2': DOUBT })]);
    expect(of('c-1')?.candidates).toEqual({ 'c-2': DIFFERENT });
    expect(of('c-2')).toBeUndefined();
  });
});

describe('the question stays open', () => {
  it.each(['unsure', 'done'])('where the answer is neither: %s', async (outcome) => {
    const { home, alarms, of } = await decided(answer(outcome), two());
    expect(home?.candidates).toEqual({ 'c-2': DOUBT });
    expect(of('c-2')?.candidates).toEqual({ 'c-1': DOUBT });
    expect(alarms).toHaveLength(1);
  });

  it('where nobody is in doubt any more', async () => {
    const { alarms, of } = await decided(answer('different-child'), [
      child('c-1', { 'c-2': DIFFERENT }),
      child('c-2'),
    ]);
    expect(alarms).toEqual([{ event: 'identity answer not understood', about: { record: 'c-1', named: 0 } }]);
    expect(of('c-2')?.candidates).toEqual({});
  });

  it.each([
    ['another task', { data: { task: 'return-interview', outcome: 'same-child' } }],
    ['a task that nobody knows', { data: { task: 'no-such', outcome: 'same-child' } }],
    ['another message', { type: 'missing.updated' }],
  ])('where it is %s, and nobody is alarmed', async (_, more) => {
    const records = two();
    const { home, alarms } = await decided(answer('same-child', undefined, more), records);
    expect(home).toBe(records[0]);
    expect(alarms).toEqual([]);
  });

  it('is asked in any version of the procedure', async () => {
    const [version] = nowhere.versions;
    if (!version) throw new Error('There is one');
    const versions = [{ ...version, id: 'older', rules: [] }, version];
    expect((await decided(answer('same-child'), two(), { ...nowhere, versions })).home?.id).toBe('c-2');
  });
});
