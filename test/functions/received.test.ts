// One message through receive, call by call: what is kept of it, who is woken, and what comes of a race.
import { describe, expect, it } from 'vitest';
import { receive, senderOf } from '../../functions/receive/handler.ts';
import { receiptOf } from '../../functions/receive/whose-record.ts';
import type { World } from '../../local/simulate.ts';
import { deliver, emptyWorld } from '../../local/simulate.ts';
import { keysOf } from '../../shared/core/identity.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { emptyChild } from '../../shared/core/record.ts';
import type { Receipt } from '../../shared/ports.ts';
import { RecordFull } from '../../shared/ports.ts';
import { ASHA, answered, caseOf } from '../situations/cast.ts';
import { recordsOf, said } from '../situations/playing.ts';
import { at, awaited, NOON, nowhere, report } from './one-child.ts';

const KEPT_FOR: Policy = { ...nowhere, retention: { closed: 'P1Y', messages: 'P90D' } };
const GOES = '2027-02-19T00:00:00.000Z';

const receipts = ({ episodes }: World): Receipt[] => [...episodes.receipts.values()];
const world = (policy = nowhere) => emptyWorld(policy, NOON);
const arriving = (message = report()) => said(nowhere, message);

describe('a message that is applied', () => {
  it('wakes its record, and leaves a receipt that says what it changed', async () => {
    const here = world(KEPT_FOR);
    const message = arriving();
    await deliver(here, message);
    const [id] = here.episodes.ids();
    const { id: messageId, source } = JSON.parse(message.body);
    expect(receipts(here)).toEqual([
      {
        id: receiptOf({ source, id: messageId } as never),
        receivedAt: NOON,
        body: message.body,
        sender: 'police',
        outcome: 'applied',
        record: id,
        messageId,
        source,
        type: 'missing.reported',
        goesAt: GOES,
      },
    ]);
    expect(here.watch.counts.get('MessagesApplied')).toBe(1);
    const [receipt] = receipts(here);
    expect(here.watch.notes).toEqual([
      { event: 'applied', about: { receipt: receipt?.id, record: id, type: 'missing.reported' } },
    ]);
    expect(here.wakeUps.take({ by: NOON })).toMatchObject({ record: id });
    expect(awaited(here)).toEqual([]);
  });

  it('notes every key that leads to its record, in order and once', async () => {
    const here = world();
    await deliver(here, arriving(report({ person: { ...ASHA, nhsNumber: '943 476 5919' } })));
    await deliver(here, arriving(report({ person: ASHA }, { id: 'again', at: at(60) })));
    const [record] = await recordsOf(here);
    expect(record).toMatchObject({
      keys: ['family#example\tasha|2012-05-14', 'nhs-number#9434765919\tchild', 'reference#MP-1\tchild'],
    });
  });

  it('of a child who is held is kept without an end', async () => {
    const here = world(KEPT_FOR);
    await deliver(here, arriving(caseOf(NOON, ASHA, { keyworker: null, legalHold: true })));
    expect(receipts(here)).toMatchObject([{ outcome: 'applied' }]);
    expect(receipts(here)[0]).not.toHaveProperty('goesAt');
  });

  it('twice is a duplicate: nothing is written, and nobody is woken', async () => {
    const here = world();
    const message = arriving();
    await deliver(here, message);
    awaited(here);
    here.episodes.write = () => Promise.reject(new Error('nothing is to be written'));
    await deliver(here, message);
    expect(here.watch.counts.get('DuplicateMessages')).toBe(1);
    expect(here.watch.counts.get('MessagesApplied')).toBe(1);
    expect(awaited(here)).toEqual([]);
  });

  it('of a child without an episode wakes nobody', async () => {
    const here = world();
    await deliver(here, arriving(caseOf(NOON, ASHA, { keyworker: null })));
    expect(receipts(here)).toMatchObject([{ outcome: 'applied', type: 'case.updated' }]);
    expect(awaited(here)).toEqual([]);
    const [id = ''] = here.episodes.ids();
    expect((await here.episodes.read(id)).kept).not.toHaveProperty('dueAt');
  });

  it('leaves a record for the index to find at once, planned under what it was', async () => {
    const here = world();
    await deliver(here, arriving());
    const [id = ''] = here.episodes.ids();
    const { kept } = await here.episodes.read(id);
    expect(kept).toMatchObject({ version: 1, dueAt: NOON });
    expect(kept).not.toHaveProperty('policyHash');
    await here.episodes.write({ ...kept, record: kept?.record ?? emptyChild(id), policyHash: 'before' }, 1);
    await deliver(here, arriving(report({ risk: 'high' }, { id: 'more', at: at(60) })));
    expect((await here.episodes.read(id)).kept).toMatchObject({ version: 3, policyHash: 'before' });
  });
});

describe('a message that cannot be read', () => {
  it('is kept whole with its reasons, and its sender’s record is woken', async () => {
    const here = world(KEPT_FOR);
    await receive(
      { body: '{"id":"m-1","source":"urn:police:example","type":"missing.reported"}', senderId: 'nobody' },
      here,
    );
    const [id] = here.episodes.ids();
    expect(receipts(here)).toEqual([
      {
        id: expect.stringMatching(/^unreadable-[0-9a-f]{40}$/),
        receivedAt: NOON,
        body: '{"id":"m-1","source":"urn:police:example","type":"missing.reported"}',
        sender: 'unknown',
        outcome: 'unreadable',
        record: id,
        reasons: expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]),
        messageId: 'm-1',
        source: 'urn:police:example',
        type: 'missing.reported',
        goesAt: GOES,
      },
    ]);
    const [receipt] = receipts(here);
    expect(id).toMatch(/^u-[0-9a-f]{24}$/);
    expect(await recordsOf(here)).toEqual([
      {
        kind: 'unreadable',
        id,
        sender: 'unknown',
        windows: [{ opensAt: NOON, messages: [receipt?.id.slice(-24)], more: 0 }],
        told: {},
      },
    ]);
    expect((await here.episodes.read(id ?? '')).kept).toMatchObject({ dueAt: NOON });
    expect(here.wakeUps.take({ by: NOON })).toMatchObject({ record: id });
    expect(here.watch.counts.get('UnreadableMessages')).toBe(1);
    expect(here.watch.notes).toEqual([
      { event: 'unreadable', about: { receipt: receipt?.id, record: id, reasons: receipt?.reasons?.length } },
    ]);
  });

  it('says nothing of an id, a source or a type that it does not have', async () => {
    const here = world();
    await receive({ body: 'nonsense', senderId: 'police' }, here);
    const [receipt] = receipts(here);
    for (const name of ['messageId', 'source', 'type', 'goesAt']) expect(receipt).not.toHaveProperty(name);
    expect(receipt?.sender).toBe('police');
  });

  it('twice is a duplicate', async () => {
    const here = world();
    for (const _ of [1, 2]) await receive({ body: 'nonsense', senderId: 'police' }, here);
    expect(here.watch.counts.get('DuplicateMessages')).toBe(1);
    expect(here.watch.counts.get('UnreadableMessages')).toBe(1);
    expect(awaited(here)).toEqual([0]);
  });

  it('is gathered with others of its sender, under whatever policy that record was planned', async () => {
    const here = world();
    await receive({ body: 'nonsense', senderId: 'police' }, here);
    const [id = ''] = here.episodes.ids();
    const { kept } = await here.episodes.read(id);
    if (!kept) throw new Error('There is one');
    const { version, ...rest } = kept;
    await here.episodes.write({ ...rest, policyHash: 'before' }, version);
    await receive({ body: 'more nonsense', senderId: 'police' }, here);
    expect((await here.episodes.read(id)).kept).toMatchObject({ policyHash: 'before', version: 3 });
    expect(here.episodes.ids()).toEqual([id]);
  });

  it('is written again where somebody came between, and given back to the queue after eight times', async () => {
    const here = world();
    const { write } = here.episodes;
    let tries = 0;
    here.episodes.write = async (...given) => {
      tries += 1;
      return tries > 2 && write.apply(here.episodes, given);
    };
    await receive({ body: 'nonsense', senderId: 'police' }, here);
    expect(tries).toBe(3);
    tries = 0;
    here.episodes.write = async () => {
      tries += 1;
      return false;
    };
    await expect(receive({ body: 'more', senderId: 'police' }, here)).rejects.toThrow(
      /^Record u-[0-9a-f]{24} kept changing while it was written$/,
    );
    expect(tries).toBe(8);
    expect(receipts(here)).toHaveLength(1);
  });
});

describe('a message of a child of whom no more can be noted', () => {
  it('is put before a person as what cannot be read is', async () => {
    const here = world();
    const { write } = here.episodes;
    here.episodes.write = async (kept, ...rest) => {
      if (kept.record.kind === 'child') throw new RecordFull();
      return write.call(here.episodes, kept, ...rest);
    };
    const message = arriving();
    await deliver(here, message);
    const { id, source, type } = JSON.parse(message.body);
    expect(receipts(here)).toMatchObject([
      {
        outcome: 'unreadable',
        sender: 'police',
        body: message.body,
        reasons: [{ path: '', message: expect.stringMatching(/no more can be noted.*by hand/) }],
        messageId: id,
        source,
        type,
      },
    ]);
  });

  it('is not taken for one where something else fails', async () => {
    const here = world();
    here.episodes.write = () => Promise.reject(new Error('throttled'));
    await expect(deliver(here, arriving())).rejects.toThrow('throttled');
    expect(receipts(here)).toEqual([]);
  });

  it('takes no more than what is left for letters', async () => {
    const here = world();
    const { write } = here.episodes;
    const most: (number | undefined)[] = [];
    here.episodes.write = async (kept, version, bytes) => {
      most.push(bytes);
      return write.call(here.episodes, kept, version, bytes);
    };
    await deliver(here, arriving());
    expect(most).toEqual([250 * 1024]);
  });
});

describe('where two messages race', () => {
  it('for a key, who loses it looks again whose record it is', async () => {
    const here = world();
    const { claim } = here.episodes;
    let isLost = false;
    here.episodes.claim = async (key, entry, record) => {
      if (!isLost && key.startsWith('family#')) {
        isLost = true;
        await claim.call(here.episodes, key, entry, 'c-2');
        await here.episodes.write({ record: emptyChild('c-2') }, 0);
      }
      return claim.call(here.episodes, key, entry, record);
    };
    await deliver(here, arriving());
    expect(receipts(here)).toMatchObject([{ record: 'c-2' }]);
    expect(Object.keys((await recordsOf(here)).find(({ id }) => id === 'c-2') ?? {})).toContain('references');
  });

  it('without end, the message is given back to the queue after eight times', async () => {
    const here = world();
    let tries = 0;
    here.episodes.claim = async () => {
      tries += 1;
      return {};
    };
    await expect(deliver(here, arriving())).rejects.toThrow(
      /^Other messages kept changing the record of [0-9a-f]{40}$/,
    );
    expect(tries).toBe(8);
  });

  it('for the record itself, it is written eight times at most', async () => {
    const here = world();
    let tries = 0;
    here.episodes.write = async () => {
      tries += 1;
      return false;
    };
    await expect(deliver(here, arriving())).rejects.toThrow(
      /^Record c-[0-9a-f]{24} kept changing while it was written$/,
    );
    expect(tries).toBe(8);
    expect(receipts(here)).toEqual([]);
  });
});

describe('a child who may be another one', () => {
  const NEAR = { ...ASHA, dateOfBirth: '2012-05-15' };
  const doubts = async ({ episodes }: World) =>
    Object.fromEntries(
      (await episodes.readAll(episodes.ids())).flatMap(({ record }) =>
        record.kind === 'child' ? [[record.id, record.candidates]] : [],
      ),
    );

  it('is put in doubt on both records, and both are looked at', async () => {
    const here = world();
    await deliver(here, arriving(report({ person: NEAR }, { subject: 'MP-2' })));
    const [other = ''] = here.episodes.ids();
    awaited(here);
    here.clock.moveTo(at(60));
    await deliver(here, arriving());
    const [id = ''] = here.episodes.ids().filter((each) => each !== other);
    expect(await doubts(here)).toEqual({
      [id]: { [other]: { why: 'identity', known: ['MP-2'], knownAt: at(60) } },
      [other]: { [id]: { why: 'identity', known: ['MP-1'], knownAt: at(60) } },
    });
    const woken = [here.wakeUps.take({ by: at(60) })?.record, here.wakeUps.take({ by: at(60) })?.record];
    expect(woken).toEqual([other, id]);
    expect(awaited(here)).toEqual([]);
  });

  it('of whom there is no episode is not looked at', async () => {
    const here = world();
    await deliver(here, arriving(caseOf(NOON, { ...NEAR, localAuthorityId: 'L1' }, { keyworker: null })));
    await deliver(here, arriving());
    expect(awaited(here)).toEqual([0]);
    const known = Object.values(await doubts(here)).flatMap((of) =>
      Object.values(of).map((each) => each.known),
    );
    expect(known).toEqual([['MP-1'], ['L1']]);
  });

  it('is put in doubt, though the other’s name was claimed while this one’s was', async () => {
    const here = world();
    const { claim } = here.episodes;
    here.episodes.claim = async (key, entry, record) => {
      if (key.startsWith('family#')) await claim.call(here.episodes, key, 'asha|2012-05-15', 'c-2');
      return claim.call(here.episodes, key, entry, record);
    };
    await deliver(here, arriving());
    expect(Object.keys((await doubts(here))['c-2'] ?? {})).toHaveLength(1);
  });

  it('is put in doubt with one that was claimed and never written, and that one knows its own name', async () => {
    const here = world();
    await here.episodes.claim('family#example', 'asha|2012-05-15', 'c-2');
    await here.episodes.claim('family#example', 'someone|2011-01-01', 'c-3');
    await deliver(here, arriving());
    const { kept } = await here.episodes.read('c-2');
    expect(kept?.record).toMatchObject({ keys: ['family#example\tasha|2012-05-15'] });
    const [id = ''] = Object.keys((await doubts(here))['c-2'] ?? {});
    expect((await doubts(here))[id]).toEqual({ 'c-2': { why: 'identity', known: [], knownAt: NOON } });
  });

  it('knows the keys that were claimed for it, and for what was joined to it', async () => {
    const here = world();
    await deliver(here, arriving());
    const [id = ''] = here.episodes.ids();
    await here.episodes.write({ record: { ...emptyChild('c-2'), joinedTo: id } }, 0);
    await here.episodes.claim('nhs-number#9434765919', 'child', id);
    await here.episodes.redirect('reference#MP-1', 'child', 'c-2');
    for (const { key, entry } of keysOf(undefined, { policePersonId: 'p1' }))
      await here.episodes.claim(key, entry, 'c-2');
    const person = { ...ASHA, nhsNumber: '943 476 5919', policePersonId: 'p1' };
    await deliver(here, arriving(report({ person }, { id: 'again', at: NOON })));
    const { kept } = await here.episodes.read(id);
    const [police] = keysOf(undefined, { policePersonId: 'p1' });
    expect(kept?.record).toMatchObject({
      keys: [
        'family#example\tasha|2012-05-14',
        'nhs-number#9434765919\tchild',
        `${police?.key}\tchild`,
        'reference#MP-1\tchild',
      ],
    });
  });

  it('is never in doubt about itself, and is woken once', async () => {
    const here = world();
    const person = { givenName: 'Asha', familyName: 'Example' };
    await deliver(here, arriving(report({ person })));
    awaited(here);
    await deliver(here, arriving(report({ person, risk: 'high' }, { id: 'again', at: NOON })));
    expect(Object.values(await doubts(here))).toEqual([{}]);
    expect(awaited(here)).toEqual([0]);
  });
});

describe('a record that is on its way to another', () => {
  it('has who would take it elsewhere wait, until the queue tries again', async () => {
    const here = world();
    await deliver(here, arriving(caseOf(NOON, ASHA, { keyworker: null })));
    await deliver(
      here,
      arriving({ ...report({ person: undefined }), type: 'missing.updated', data: { risk: 'high' } }),
    );
    const records = await here.episodes.readAll(here.episodes.ids());
    const nameless = records.find(({ record }) => record.kind === 'child' && 'MP-1' in record.references);
    if (nameless?.record.kind !== 'child') throw new Error('There is one');
    const { version, ...rest } = nameless;
    await here.episodes.write(
      { ...rest, record: { ...nameless.record, joining: { by: 'c-7', until: at(60) } } },
      version,
    );
    await expect(deliver(here, arriving())).rejects.toThrow(/^Other messages kept changing/);
  });

  it('has a person’s answer wait too', async () => {
    const here = world();
    await deliver(here, arriving(caseOf(NOON, { ...ASHA, dateOfBirth: '2012-05-15' }, { keyworker: null })));
    await deliver(here, arriving());
    const records = await here.episodes.readAll(here.episodes.ids());
    const missing = records.find(({ record }) => record.kind === 'child' && 'MP-1' in record.references);
    if (missing?.record.kind !== 'child') throw new Error('There is one');
    const { version, ...rest } = missing;
    await here.episodes.write(
      { ...rest, record: { ...missing.record, joining: { by: 'c-7', until: at(60) } } },
      version,
    );
    await expect(deliver(here, arriving(answered(NOON, 'MP-1', 'same-child')))).rejects.toThrow(
      /^Other messages kept changing/,
    );
  });
});

describe('an answer to what nobody asked', () => {
  const outcomes = (here: World) => receipts(here).map(({ outcome, type }) => `${outcome} ${type}`);

  it('is put before a person, and kept with the facts all the same', async () => {
    const here = world();
    await deliver(here, arriving());
    await deliver(here, arriving(answered(NOON, 'MP-1', 'done', { task: 'no-such-task' })));
    expect(outcomes(here)).toEqual([
      'applied missing.reported',
      'unreadable task.recorded',
      'applied task.recorded',
    ]);
    const [, kept] = receipts(here);
    expect(kept).toMatchObject({ sender: 'case-system', reasons: [{ path: expect.any(String) }] });
  });

  it('is no matter where it comes before its episode', async () => {
    const here = world();
    await deliver(here, arriving(answered(NOON, 'MP-1', 'done', { task: 'no-such-task' })));
    expect(outcomes(here).at(-1)).toBe('applied task.recorded');
  });
});

describe('who a sender is', () => {
  const policy: Policy = {
    ...nowhere,
    senders: { 'the-force': { principals: [], ids: ['AROAFORCE', 'AROATWO'] } },
  };

  it.each([
    ['AROAFORCE', 'the-force'],
    ['AROATWO:a-session', 'the-force'],
    ['AROATHREE:AROAFORCE', undefined],
    ['police', 'police'],
    ['police:a-session', 'police'],
    ['case-system', 'case-system'],
    ['polic', undefined],
    ['', undefined],
  ])('%s is %s', (senderId, name) => {
    expect(senderOf(senderId, policy)).toBe(name);
  });
});
