// Whose record a message belongs to, step by step: what is looked up, which record it finds, and who else it may be.
import { describe, expect, it } from 'vitest';
import { keysIn } from '../../functions/receive/child-records.ts';
import { placeOf, receiptOf, seek } from '../../functions/receive/whose-record.ts';
import { MemoryEpisodes } from '../../local/memory.ts';
import type { Message } from '../../shared/contract/message.ts';
import { keysOf } from '../../shared/core/identity.ts';
import type { ChildRecord, Said } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { ASHA, ROBIN } from '../situations/cast.ts';
import { at, NOON } from './one-child.ts';

const by = (value: string | boolean) => ({
  'urn:x:nowhere': { value, time: NOON, message: 'm', by: 'police' as const, receivedAt: NOON },
});
const facts = (person: Record<string, string>): Said =>
  Object.fromEntries(Object.entries(person).map(([field, value]) => [`person.${field}`, by(value)]));
const noted = (person: object, reference?: string): string[] =>
  keysOf(reference, person).map(({ key, entry }) => `${key}\t${entry}`);

/** Reported missing, and named so. */
const missing = (id: string, person: Record<string, string>, reference: string): ChildRecord => ({
  ...emptyChild(id),
  references: { [reference]: facts(person) },
  keys: noted(person, reference),
});
/** Known to the case system. */
const known = (id: string, person: Record<string, string>, more: Partial<ChildRecord> = {}): ChildRecord => ({
  ...emptyChild(id),
  case: { known: by(true), ...facts(person) },
  keys: noted(person),
  ...more,
});

const message = (type: string, person?: object | null, subject?: string): Message =>
  ({
    type,
    source: 'urn:x:nowhere',
    id: `${type} ${subject}`,
    subject,
    data: person === undefined ? {} : { person },
  }) as unknown as Message;
const spoken = (person: object) => message('case.updated', person);
const reported = (person: object | undefined, subject = 'MP-1') =>
  message('missing.reported', person, subject);

async function table(...records: ChildRecord[]): Promise<MemoryEpisodes> {
  const episodes = new MemoryEpisodes();
  for (const record of records) {
    await episodes.write({ record }, 0);
    for (const { key, entry } of keysIn(record))
      await episodes.claim(key, entry, record.joinedTo ?? record.id);
  }
  return episodes;
}

async function placed(said: Message, ...records: ChildRecord[]) {
  const episodes = await table(...records);
  const place = await placeOf(said, await seek(said, episodes), episodes, NOON);
  return { place, episodes };
}

describe('what is looked up for a message', () => {
  async function looked(said: Message, ...records: ChildRecord[]) {
    const episodes = await table(...records);
    const asked: string[] = [];
    const { lookUp, read } = episodes;
    episodes.lookUp = async (receipt, keys) => {
      asked.push(`${receipt === '' ? 'keys' : 'receipt'} ${keys.length}`);
      return lookUp.call(episodes, receipt, keys);
    };
    episodes.read = async (id) => {
      asked.push(id);
      return read.call(episodes, id);
    };
    return { sought: await seek(said, episodes), asked };
  }

  it('is its receipt and its keys, once', async () => {
    const { asked, sought } = await looked(reported(ASHA), missing('c-1', ASHA, 'MP-1'));
    expect(asked).toEqual(['receipt 2']);
    expect(sought).toMatchObject({ received: false, person: ASHA, keys: keysOf('MP-1', ASHA) });
  });

  it.each([
    ['names nobody', message('missing.updated', undefined, 'MP-1')],
    ['has a reference that nobody knows', reported({ givenName: 'Asha' }, 'MP-9')],
    ['has no reference', spoken({ givenName: 'Asha' })],
  ])('is nothing more where it %s', async (_, said) => {
    expect((await looked(said, missing('c-1', ASHA, 'MP-1'))).asked).toHaveLength(1);
  });

  it('is who the child is, where it tells a part of that: what was said before makes it whole', async () => {
    const { dateOfBirth, ...name } = ASHA;
    const { asked, sought } = await looked(reported({ dateOfBirth }), missing('c-1', name, 'MP-1'));
    expect(asked).toEqual(['receipt 1', 'c-1', 'keys 2']);
    expect(sought.person).toEqual(ASHA);
    expect(sought.keys).toEqual(keysOf('MP-1', ASHA));
    expect(Object.keys(sought.found)).toEqual(sought.keys.map(({ key }) => key));
  });

  it('is what it tells alone, where its reference leads to a record that is not written yet', async () => {
    const episodes = await table();
    await episodes.claim('reference#MP-1', 'child', 'c-1');
    const sought = await seek(reported({ givenName: 'Asha' }), episodes);
    expect(sought.person).toEqual({ givenName: 'Asha' });
  });

  it('is nothing more where it was received before', async () => {
    const said = reported({ givenName: 'Asha' });
    const episodes = await table(missing('c-1', ASHA, 'MP-1'));
    await episodes.keep({
      id: receiptOf(said),
      receivedAt: NOON,
      body: '',
      sender: 'police',
      outcome: 'applied',
      record: 'c-1',
    });
    episodes.read = () => Promise.reject(new Error('it is not to be read'));
    expect((await seek(said, episodes)).received).toBe(true);
  });
});

describe('a message with a reference that is known', () => {
  it('belongs where that leads, and whoever else fits may be the same child', async () => {
    const { place } = await placed(
      reported(ASHA),
      missing('c-1', { givenName: 'Jude', familyName: 'Sample', dateOfBirth: '2011-01-01' }, 'MP-1'),
      known('c-2', ASHA),
      known('c-3', { ...ASHA, dateOfBirth: '2012-05-15' }),
    );
    expect(place).toMatchObject({
      home: 'c-1',
      known: { record: { id: 'c-1' } },
      candidates: ['c-2', 'c-3'],
    });
  });

  it('belongs where that leads, though the record is not written yet', async () => {
    const episodes = await table();
    await episodes.claim('reference#MP-1', 'child', 'c-1');
    const said = message('missing.updated', undefined, 'MP-1');
    const place = await placeOf(said, await seek(said, episodes), episodes, NOON);
    expect(place).toMatchObject({ home: 'c-1', known: 'none', candidates: [] });
  });

  it('belongs where that leads, and is not another one that is the same', async () => {
    const { place } = await placed(reported(ASHA), missing('c-1', ASHA, 'MP-1'));
    expect(place).toMatchObject({ home: 'c-1', candidates: [], leadThere: ['c-1'] });
    const episodes = await table(
      { ...emptyChild('c-1'), joinedTo: 'c-2' },
      { ...known('c-2', ROBIN), keys: [] },
    );
    await episodes.claim('reference#MP-1', 'child', 'c-1');
    for (const { key, entry } of keysOf(undefined, ASHA)) await episodes.claim(key, entry, 'c-1');
    const joined = await placeOf(reported(ASHA), await seek(reported(ASHA), episodes), episodes, NOON);
    expect(joined).toMatchObject({
      home: 'c-2',
      known: { record: { id: 'c-2' } },
      candidates: [],
      leadThere: ['c-1'],
    });
  });

  it('belongs where that leads, and its own name is no other child', async () => {
    const episodes = await table({ ...emptyChild('c-1'), joinedTo: 'c-2' }, known('c-2', ASHA));
    await episodes.claim('reference#MP-1', 'child', 'c-1');
    const place = await placeOf(reported(ASHA), await seek(reported(ASHA), episodes), episodes, NOON);
    expect(place).toMatchObject({ home: 'c-2', candidates: [] });
  });

  it('belongs where that leads, though it is found by another that was joined to it as well', async () => {
    const episodes = await table(missing('c-1', {}, 'MP-1'), { ...emptyChild('c-9'), joinedTo: 'c-1' });
    for (const { key, entry } of keysOf(undefined, ASHA)) await episodes.claim(key, entry, 'c-9');
    const place = await placeOf(reported(ASHA), await seek(reported(ASHA), episodes), episodes, NOON);
    expect(place).toMatchObject({ home: 'c-1', known: { record: { id: 'c-1' } } });
  });

  it('has its record joined to the one that fits, where nobody is named in it yet', async () => {
    const { place, episodes } = await placed(
      reported(ASHA),
      missing('c-1', {}, 'MP-1'),
      known('c-2', ASHA),
      known('c-3', { ...ASHA, dateOfBirth: '2012-05-15' }),
    );
    expect(place).toMatchObject({ home: 'c-2', candidates: ['c-3'], leadThere: ['c-1', 'c-1', 'c-2'] });
    expect((await episodes.read('c-1')).kept?.record).toMatchObject({ joinedTo: 'c-2' });
  });

  it('is joined to the one that fits, though that is claimed and not written yet', async () => {
    const episodes = await table(missing('c-1', {}, 'MP-1'));
    for (const { key, entry } of keysOf(undefined, ASHA)) await episodes.claim(key, entry, 'c-2');
    const place = await placeOf(reported(ASHA), await seek(reported(ASHA), episodes), episodes, NOON);
    expect(place?.home).toBe('c-2');
  });

  it.each<[string, ChildRecord[]]>([
    ['two fit', [known('c-2', { ...ASHA, localAuthorityId: 'L1' }), known('c-3', { policePersonId: 'P1' })]],
    ['it is the case system’s', [known('c-2', ASHA)]],
  ])('is not joined where %s: a person is asked', async (why, others) => {
    const person = { ...ASHA, policePersonId: 'P1', localAuthorityId: 'L1' };
    const nameless = missing('c-1', {}, 'MP-1');
    const home = why === 'two fit' ? nameless : { ...nameless, case: { known: by(true) } };
    const { place, episodes } = await placed(reported(person), home, ...others);
    expect(place?.home).toBe('c-1');
    expect(place?.candidates).toEqual(others.map(({ id }) => id));
    expect((await episodes.read('c-1')).kept?.record).not.toHaveProperty('joinedTo');
  });

  it('is not joined where a person has said that it is another child, or its particulars do', async () => {
    const decided = { 'c-2': { why: 'identity', decided: 'different-child' } } as const;
    const { place } = await placed(
      reported(ASHA),
      { ...missing('c-1', {}, 'MP-1'), candidates: decided },
      known('c-2', ASHA),
    );
    expect(place?.home).toBe('c-1');
    const other = { ...ROBIN, familyName: 'Other', localAuthorityId: 'L1' };
    const contradicted = await placed(
      reported({ ...ASHA, localAuthorityId: 'L1' }),
      missing('c-1', {}, 'MP-1'),
      known('c-2', other),
    );
    expect(contradicted.place).toMatchObject({ home: 'c-1', candidates: ['c-2'] });
  });

  it.each([
    [
      'by a name with a birth date',
      { givenName: 'Jude', familyName: 'Other', dateOfBirth: '2011-01-01' },
      'c-1',
    ],
    ['by a number', { policePersonId: 'P-9' }, 'c-1'],
    ['by a name alone', { givenName: 'Asha', familyName: 'Example' }, 'c-2'],
  ])('is not joined where somebody is named in it: %s', async (_, person, home) => {
    const { place } = await placed(reported(ASHA), missing('c-1', person, 'MP-1'), known('c-2', ASHA));
    expect(place?.home).toBe(home);
    expect(place?.candidates).toEqual(home === 'c-1' ? ['c-2'] : []);
  });

  it('is asked for again where its record is on its way elsewhere', async () => {
    const joining = { by: 'c-7', until: at(60) };
    const { place } = await placed(
      reported(ASHA),
      { ...missing('c-1', {}, 'MP-1'), joining },
      known('c-2', ASHA),
      known('c-7', ROBIN),
    );
    expect(place).toBeUndefined();
  });
});

describe('a message without a reference that is known', () => {
  it('belongs to the one that fits', async () => {
    const { place } = await placed(
      reported(ASHA),
      known('c-2', ASHA),
      known('c-3', { ...ASHA, dateOfBirth: '2012-05-15' }),
    );
    expect(place).toMatchObject({ home: 'c-2', known: { record: { id: 'c-2' } }, candidates: ['c-3'] });
  });

  it('belongs to the one that fits, though that is not written yet', async () => {
    const episodes = await table();
    for (const { key, entry } of keysOf(undefined, ASHA)) await episodes.claim(key, entry, 'c-2');
    const place = await placeOf(reported(ASHA), await seek(reported(ASHA), episodes), episodes, NOON);
    expect(place).toMatchObject({ home: 'c-2', known: 'none' });
  });

  it('makes a record of its own where nobody fits, the same each time it is tried', async () => {
    const near = known('c-3', { ...ASHA, dateOfBirth: '2012-05-15' });
    const { place } = await placed(reported(ASHA), near);
    expect(place).toMatchObject({ known: 'none', candidates: ['c-3'] });
    expect(place?.home).toMatch(/^c-[0-9a-f]{24}$/);
    expect((await placed(reported(ASHA), near)).place?.home).toBe(place?.home);
    expect((await placed(reported(ROBIN), near)).place?.home).not.toBe(place?.home);
  });

  it('is the same child’s as another that names it, whatever their references', async () => {
    const [one, other] = [await placed(reported(ASHA)), await placed(reported(ASHA, 'MP-2'))];
    expect(other.place?.home).toBe(one.place?.home);
  });

  it('is its reference’s where it names nobody', async () => {
    const homes = await Promise.all(
      ['MP-1', 'MP-1', 'MP-2'].map((of, nth) =>
        placed({ ...message('missing.updated', undefined, of), id: `m-${nth}` } as Message),
      ),
    );
    const [one, same, other] = homes.map(({ place }) => place?.home);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('makes a record of its own where two fit, and both may be the same child', async () => {
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const records = [known('c-2', ASHA), known('c-3', { localAuthorityId: 'L1' })];
    const { place } = await placed(reported(person), ...records);
    expect(place?.home).toMatch(/^c-[0-9a-f]{24}$/);
    expect(place?.candidates.toSorted()).toEqual(['c-2', 'c-3']);
    expect(place).not.toHaveProperty('known');
  });

  it('counts two that were joined as one', async () => {
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const episodes = await table(known('c-2', ASHA), { ...emptyChild('c-3'), joinedTo: 'c-2' });
    await episodes.claim(keysOf(undefined, { localAuthorityId: 'L1' })[0]?.key ?? '', 'child', 'c-3');
    const place = await placeOf(reported(person), await seek(reported(person), episodes), episodes, NOON);
    expect(place?.home).toBe('c-2');
  });

  it('is no match where its particulars say that it is another child', async () => {
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const other = known('c-2', { ...ROBIN, familyName: 'Other', localAuthorityId: 'L1' });
    const { place } = await placed(reported(person), other);
    expect(place?.home).not.toBe('c-2');
    expect(place?.candidates).toEqual(['c-2']);
  });
});

describe('what the case system says of one number', () => {
  const person = { ...ASHA, localAuthorityId: 'L1', policePersonId: 'P1' };

  it('belongs where it spoke of that number, though another fits as well', async () => {
    const { place } = await placed(
      spoken(person),
      missing('c-1', { policePersonId: 'P1' }, 'MP-1'),
      known('c-2', { localAuthorityId: 'L1' }),
    );
    expect(place).toMatchObject({ home: 'c-2', known: { record: { id: 'c-2' } } });
    expect(place?.candidates).toContain('c-1');
  });

  it('belongs to a record that may be the same child, where it spoke of the number there', async () => {
    const doubt = { candidates: { 'c-8': { why: 'identity' }, 'c-9': { why: 'identity' } } };
    const { place } = await placed(
      spoken(person),
      { ...missing('c-1', { policePersonId: 'P1' }, 'MP-1'), ...doubt },
      missing('c-2', ASHA, 'MP-2'),
      { ...known('c-8', { localAuthorityId: 'L2' }), keys: [] },
      { ...known('c-9', { localAuthorityId: 'L1' }), keys: [] },
    );
    expect(place?.home).toBe('c-9');
  });

  it('is on a record of its own where two others fit, and there again when more is said of it', async () => {
    const others = [missing('c-1', { localAuthorityId: 'L1' }, 'MP-1'), missing('c-2', ASHA, 'MP-2')];
    const said = spoken({ ...ASHA, localAuthorityId: 'L1' });
    const { place, episodes } = await placed(said, ...others);
    const home = place?.home ?? '';
    expect(['c-1', 'c-2']).not.toContain(home);
    await episodes.write({ record: emptyChild(home) }, 0);
    const again = { ...said, id: 'again' } as Message;
    const second = await placeOf(again, await seek(again, episodes), episodes, NOON);
    expect(second).toMatchObject({ home, known: { record: { id: home } } });
    expect(second?.candidates.toSorted()).toEqual(['c-1', 'c-2']);
  });

  it('belongs to the first of two records on which it spoke of the number', async () => {
    const doubt = { candidates: { 'c-9': { why: 'identity' }, 'c-8': { why: 'identity' } } };
    const said = { ...known('c-9', { localAuthorityId: 'L1' }), keys: [] };
    const { place } = await placed(
      spoken(person),
      { ...missing('c-1', { policePersonId: 'P1' }, 'MP-1'), ...doubt },
      missing('c-2', ASHA, 'MP-2'),
      said,
      { ...said, id: 'c-8' },
    );
    expect(place?.home).toBe('c-8');
  });

  it('is on a record of its own for each number', async () => {
    const homes = await Promise.all(
      ['L1', 'L2'].map(async (localAuthorityId) => {
        const others = [missing('c-1', { localAuthorityId }, 'MP-1'), missing('c-2', ASHA, 'MP-2')];
        return (await placed(spoken({ ...ASHA, localAuthorityId }), ...others)).place?.home;
      }),
    );
    expect(homes[0]).not.toBe(homes[1]);
  });

  it('is not where a school says of that number that the child is back, naming no absence', async () => {
    const of = { ...ASHA, localAuthorityId: 'L1' };
    const others = [missing('c-1', { localAuthorityId: 'L1' }, 'MP-1'), missing('c-2', ASHA, 'MP-2')];
    const { place, episodes } = await placed(spoken(of), ...others);
    const home = place?.home ?? '';
    await episodes.write({ record: emptyChild(home) }, 0);
    const back = message('education.absence', of);
    const said = { ...back, data: { person: of, returnedOn: '2026-11-20' } } as unknown as Message;
    const school = await placeOf(said, await seek(said, episodes), episodes, NOON);
    expect([home, 'c-1', 'c-2']).not.toContain(school?.home);
    expect(school?.candidates.toSorted()).toEqual(['c-1', 'c-2']);
  });

  it('that the police speak of is a match like any other', async () => {
    const said = message('missing.updated', person, 'MP-7');
    const { place } = await placed(
      said,
      missing('c-1', { policePersonId: 'P1' }, 'MP-1'),
      known('c-2', { localAuthorityId: 'L1' }),
    );
    expect(['c-1', 'c-2']).not.toContain(place?.home);
  });
});

describe('a message', () => {
  it('is named by its source and its id together', () => {
    const named = (source: string, id: string) => receiptOf({ source, id } as Message);
    expect(named('a', 'b')).toMatch(/^[0-9a-f]{40}$/);
    expect(new Set([named('a', 'b'), named('ab', ''), named('', 'ab'), named('b', 'a')]).size).toBe(4);
  });
});
