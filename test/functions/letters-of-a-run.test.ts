// The letters of one run, each offered and marked: what is written down of it, what is counted, and what comes of the others.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../local/simulate.ts';
import type { ChildRecord, Telling } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { cancelled } from '../situations/cast.ts';
import { said } from '../situations/playing.ts';
import type { OneChild } from './one-child.ts';
import { at, awaited, keptOf, left, letters, NOON, nowhere, oneChild, report, wake } from './one-child.ts';

const NOTICES = ['front.door notice', 'team.manager notice'];

const tellingTo = ({ told }: ChildRecord, mailbox: string): Telling | undefined =>
  Object.values(told).find((telling) => telling.mailbox.startsWith(mailbox));

/** Does something as one letter is offered, the first time. */
function asItIsOffered(child: OneChild, mailbox: string, happens: () => Promise<unknown>): void {
  const { post } = child;
  let isDone = false;
  child.post = Object.assign(Object.create(post), {
    send: async (letter: Parameters<typeof post.send>[0]) => {
      if (!isDone && letter.to.startsWith(mailbox)) {
        isDone = true;
        await happens();
      }
      return post.send(letter);
    },
  });
}

const answering = (child: OneChild, answers: Record<string, 'refuse' | 'fail'>): void => {
  child.post.answer = ({ to }) => answers[to.split('@')[0] ?? ''] ?? 'accept';
};

describe('a letter that is accepted', () => {
  it('is marked so, with its hour, and counted', async () => {
    const child = await oneChild();
    child.clock.moveTo(at(90));
    await wake(child);
    expect(letters(child)).toEqual(NOTICES);
    const { record } = await keptOf(child);
    const states = Object.values(record.told).map(({ state, at: when, intendedAt }) => [
      state,
      when,
      intendedAt,
    ]);
    expect(states).toEqual([
      ['accepted', at(90), at(90)],
      ['accepted', at(90), at(90)],
      ['accepted', at(90), at(90)],
    ]);
    expect(child.watch.counts.get('LettersAccepted')).toBe(2);
    expect(child.watch.counts.get('LateBySeconds')).toBe(180);
    const [id = ''] = Object.keys(record.told);
    expect(child.watch.notes[1]).toEqual({
      event: 'letter accepted',
      about: { record: child.id, letter: id, late: 90, mail: 'letter-1' },
    });
  });

  it('is not late before its facts were known, though its hour was long ago', async () => {
    const child = await oneChild(nowhere, report({ lastSeenAt: '2026-11-20T11:00:00Z' }));
    await wake(child);
    expect(letters(child)).toContain('service.manager ten-minutes');
    expect(child.watch.counts.get('LateBySeconds')).toBe(0);
    const late = child.watch.notes.flatMap(({ event, about }) =>
      event === 'letter accepted' ? [about['late']] : [],
    );
    expect(late).toContain(3000);
  });

  it('is written down as intended first, under a claim that outlasts the run by five seconds', async () => {
    const child = await oneChild();
    let claimed: Awaited<ReturnType<typeof keptOf>> | undefined;
    asItIsOffered(child, 'front.door', async () => {
      claimed = await keptOf(child);
    });
    await wake(child);
    expect(claimed?.record.claim).toEqual({ by: 'this-run', until: at(35) });
    expect(Object.values(claimed?.record.told ?? {}).map(({ state }) => state)).toEqual(
      Array(3).fill('intended'),
    );
    expect(claimed).toMatchObject({ dueAt: NOON, policyHash: nowhere.hash });
  });

  it('leaves the record with the index as due until the last of its run is marked', async () => {
    const child = await oneChild();
    let between: Awaited<ReturnType<typeof keptOf>> | undefined;
    asItIsOffered(child, 'team.manager', async () => {
      between = await keptOf(child);
    });
    await wake(child);
    expect(between).toMatchObject({ dueAt: NOON, record: { claim: { by: 'this-run' } } });
    expect(tellingTo(between?.record as ChildRecord, 'front.door')?.state).toBe('accepted');
    expect(await keptOf(child)).toMatchObject({ dueAt: at(600), policyHash: nowhere.hash });
  });

  it('whose reader is to answer has its next rung asked for from when it went', async () => {
    const child = await oneChild(nowhere, report({ risk: 'high' }));
    await wake(child);
    expect(letters(child)).toContain('director high');
    expect(awaited(child)).toEqual([240, 600]);
    expect((await keptOf(child)).dueAt).toBe(at(240));
  });
});

describe('word of what became of a letter', () => {
  it('is awaited for an hour from its acceptance, where word comes at all', async () => {
    const child = await oneChild();
    await wake(child, { hearsOfLetters: true });
    const tellings = Object.values((await keptOf(child)).record.told);
    expect(tellings.map(({ wordBy }) => wordBy)).toEqual(Array(3).fill(at(3_600)));
  });

  it('is not awaited where none comes', async () => {
    const child = await oneChild();
    await wake(child);
    for (const telling of Object.values((await keptOf(child)).record.told))
      expect(telling).not.toHaveProperty('wordBy');
  });

  it('is not awaited of a letter that was refused', async () => {
    const child = await oneChild();
    answering(child, { 'team.manager': 'refuse' });
    await wake(child, { hearsOfLetters: true });
    const { record } = await keptOf(child);
    expect(tellingTo(record, 'team.manager')).toMatchObject({ state: 'refused', at: NOON });
    expect(tellingTo(record, 'team.manager')).not.toHaveProperty('wordBy');
  });

  it('that comes before the mark is kept, and not awaited any more', async () => {
    const child = await oneChild();
    const fate = { is: 'delivered', at: NOON } as const;
    asItIsOffered(child, 'team.manager', () =>
      left(child, (record) => ({
        ...record,
        told: Object.fromEntries(
          Object.entries(record.told).map(([id, telling]) => [
            id,
            telling.mailbox.startsWith('team') ? { ...telling, fate } : telling,
          ]),
        ),
      })),
    );
    await wake(child, { hearsOfLetters: true });
    const telling = tellingTo((await keptOf(child)).record, 'team.manager');
    expect(telling).toMatchObject({ state: 'accepted', fate });
    expect(telling).not.toHaveProperty('wordBy');
  });
});

describe('letters of which no word came in time', () => {
  const unheard = async () => {
    const child = await oneChild();
    await wake(child, { hearsOfLetters: true });
    child.watch.counts.clear();
    child.clock.moveTo(at(3_600));
    return child;
  };

  it('are noted so, counted and alarmed, and all is planned again', async () => {
    const child = await unheard();
    await wake(child, { hearsOfLetters: true });
    const { told } = (await keptOf(child)).record;
    const silent = Object.entries(told).filter(([, { fate }]) => fate?.is === 'unheard-of');
    expect(silent).toHaveLength(3);
    expect(child.watch.counts.get('LettersUnheardOf')).toBe(3);
    expect(child.watch.alarms).toEqual(
      silent.map(([letter]) => ({ event: 'no word of a letter', about: { record: child.id, letter } })),
    );
    expect(letters(child)).toContain('service.manager ten-minutes');
  });

  it('are counted once where somebody came between', async () => {
    const child = await unheard();
    const { write } = child.episodes;
    let tries = 0;
    child.episodes.write = async (...given) => {
      tries += 1;
      return tries > 1 && write.apply(child.episodes, given);
    };
    await wake(child, { hearsOfLetters: true });
    expect(child.watch.counts.get('LettersUnheardOf')).toBe(3);
  });

  it('are for the index to find at once', async () => {
    const child = await unheard();
    const { write } = child.episodes;
    const looks: unknown[] = [];
    child.episodes.write = async (kept, version) => {
      looks.push(kept.dueAt);
      return write.call(child.episodes, kept, version);
    };
    await wake(child, { hearsOfLetters: true });
    expect(looks[0]).toBe(at(3_600));
  });
});

describe('a letter that is refused', () => {
  it('is counted and alarmed, and its deputy is told in the same run', async () => {
    const child = await oneChild();
    answering(child, { 'team.manager': 'refuse' });
    await wake(child);
    expect(letters(child)).toEqual(['front.door notice', 'service.manager not-delivered']);
    expect(child.watch.counts.get('MailRefused')).toBe(1);
    expect(child.watch.counts.get('LettersAccepted')).toBe(2);
    const [id] =
      Object.entries((await keptOf(child)).record.told).find(([, { state }]) => state === 'refused') ?? [];
    expect(child.watch.alarms).toEqual([
      { event: 'letter refused', about: { record: child.id, letter: id } },
    ]);
    expect((await keptOf(child)).record).not.toHaveProperty('claim');
  });
});

describe('a letter that has no answer', () => {
  it('fails the run once the others have gone, and is offered again', async () => {
    const child = await oneChild();
    answering(child, { 'front.door': 'fail' });
    await expect(wake(child)).rejects.toThrow(`1 of 2 letters of ${child.id} could not be sent`);
    expect(letters(child)).toEqual(['team.manager notice']);
    expect(child.watch.counts.get('MailFailed')).toBe(1);
    expect(child.watch.counts.get('LettersAccepted')).toBe(1);
    const { record, version } = await keptOf(child);
    expect(version, 'received, claimed, marked once').toBe(3);
    expect(tellingTo(record, 'front.door')).toMatchObject({ state: 'intended' });
    expect(record.claim).toEqual({ by: 'this-run', until: at(35) });
    const failed = child.watch.notes.find(({ event }) => event === 'letter failed');
    expect(failed?.about).toEqual({
      record: child.id,
      letter: expect.stringMatching(/^notice\//),
      why: 'Error',
    });
    answering(child, {});
    child.clock.moveTo(at(180));
    await wake(child);
    expect(letters(child)).toEqual(['team.manager notice', 'front.door notice']);
  });

  it('is noted by the name of what went wrong, whatever that is', async () => {
    const child = await oneChild();
    child.post.send = () => Promise.reject('no error');
    await expect(wake(child)).rejects.toThrow('2 of 2');
    const whys = child.watch.notes.map(({ about }) => about['why']);
    expect(whys).toEqual([undefined, 'unknown', 'unknown']);
  });

  it('as the last one, it keeps the claim too, and the record is due', async () => {
    const child = await oneChild();
    answering(child, { 'team.manager': 'fail' });
    await expect(wake(child)).rejects.toThrow('1 of 2');
    expect(letters(child)).toEqual(['front.door notice']);
    const { record, dueAt, version } = await keptOf(child);
    expect(version, 'received, claimed, marked twice').toBe(4);
    expect(record.claim?.by).toBe('this-run');
    expect(dueAt).toBe(NOON);
  });

  it('has what came of the others wait for its claim alone', async () => {
    const child = await oneChild();
    answering(child, { 'front.door': 'fail', 'team.manager': 'refuse' });
    await expect(wake(child)).rejects.toThrow('1 of 2');
    expect(awaited(child)).toEqual([36, 600]);
  });

  it('has nothing wait where all failed, though they ask for an answer', async () => {
    const child = await oneChild(nowhere, report({ risk: 'high' }));
    child.post.answer = () => 'fail';
    await expect(wake(child)).rejects.toThrow('3 of 3');
    expect(awaited(child)).toEqual([600]);
  });

  it('has nothing wait where nothing came of the others', async () => {
    const child = await oneChild();
    answering(child, { 'front.door': 'fail' });
    await expect(wake(child)).rejects.toThrow('1 of 2');
    expect(awaited(child)).toEqual([600]);
  });
});

describe('a run whose time is nearly over', () => {
  it('offers as long as five seconds are left', async () => {
    const child = await oneChild();
    await wake(child, { deadline: at(5) });
    expect(letters(child)).toEqual(NOTICES);
  });

  it('offers nothing more after that, and leaves the rest to the next', async () => {
    const child = await oneChild();
    await expect(wake(child, { deadline: at(4.999) })).rejects.toThrow('2 of 2');
    expect(letters(child)).toEqual([]);
    expect(child.watch.counts.get('LettersAccepted')).toBe(0);
    expect(child.watch.counts.get('MailFailed')).toBeUndefined();
  });
});

describe('while a letter is under way', () => {
  it('the child is cancelled: the letter is marked, and who had it is stood down by the same run', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'team.manager', () => deliver(child, said(nowhere, cancelled(NOON, 'MP-1'))));
    await wake(child);
    expect(letters(child)).toEqual([
      ...NOTICES,
      'front.door over',
      'team.manager over',
      'coordinator return-interview',
    ]);
    const { record, version } = await keptOf(child);
    expect(Object.values(record.told).map(({ state }) => state)).toEqual(Array(6).fill('accepted'));
    expect(record).not.toHaveProperty('claim');
    expect(version).toBeGreaterThan(5);
  });

  it('somebody else claims the record: that claim stays', async () => {
    const child = await oneChild();
    const claim = { by: 'another', until: at(600) };
    asItIsOffered(child, 'team.manager', () => left(child, (record) => ({ ...record, claim })));
    await wake(child);
    const { record, dueAt } = await keptOf(child);
    expect(record.claim).toMatchObject(claim);
    expect(dueAt).toBe(NOON);
    expect(tellingTo(record, 'team.manager')?.state).toBe('accepted');
  });

  it('the record goes to another: the mark is made there, and that one is looked at', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'team.manager', async () => {
      const { record } = await keptOf(child);
      const { claim: _, ...there } = record;
      await child.episodes.write({ record: { ...there, id: 'c-2' }, dueAt: at(600) }, 0);
      await left(child, (was) => ({ ...was, joinedTo: 'c-2' }));
    });
    await wake(child);
    expect(tellingTo((await keptOf(child, 'c-2')).record, 'team.manager')?.state).toBe('accepted');
    expect(tellingTo((await keptOf(child)).record, 'team.manager')?.state).toBe('intended');
    expect(child.wakeUps.take({ by: NOON })).toMatchObject({ record: 'c-2' });
  });

  it('the record goes to another that knows nothing of it: the mark is made there all the same', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'team.manager', async () => {
      const { record } = await keptOf(child);
      const { claim: _, ...there } = record;
      await child.episodes.write({ record: { ...there, id: 'c-2', told: {} }, dueAt: at(600) }, 0);
      await left(child, (was) => ({ ...was, joinedTo: 'c-2' }));
    });
    await wake(child, { hearsOfLetters: true });
    const { told } = (await keptOf(child, 'c-2')).record;
    expect(Object.values(told)).toMatchObject([{ state: 'accepted', at: NOON, wordBy: at(3_600) }]);
  });

  it('the record is half joined to another: that is ended first, and the mark is made there', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'team.manager', async () => {
      await child.episodes.write({ record: emptyChild('c-2') }, 0);
      await left(child, (was) => ({ ...was, joining: { by: 'c-2', until: at(60) } }));
    });
    await wake(child);
    expect((await keptOf(child)).record.joinedTo).toBe('c-2');
    expect(tellingTo((await keptOf(child, 'c-2')).record, 'team.manager')?.state).toBe('accepted');
  });

  it('it was refused elsewhere: that stands', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'team.manager', () =>
      left(child, (record) => ({
        ...record,
        told: Object.fromEntries(
          Object.entries(record.told).map(([id, telling]) => [
            id,
            telling.mailbox.startsWith('team') ? { ...telling, state: 'refused', at: at(-1) } : telling,
          ]),
        ),
      })),
    );
    await wake(child);
    expect(tellingTo((await keptOf(child)).record, 'team.manager')).toMatchObject({
      state: 'refused',
      at: at(-1),
    });
  });

  it('the record is gone: nothing is marked, and somebody must see it', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'front.door', async () => {
      await left(child, (record) => record, { goesAt: NOON });
      child.episodes.read = async () => ({ kept: undefined, paused: false });
    });
    await expect(wake(child)).rejects.toThrow(`Record ${child.id} is gone`);
  });

  it('the record is joined in a circle: somebody must see it', async () => {
    const child = await oneChild();
    asItIsOffered(child, 'front.door', () => left(child, (record) => ({ ...record, joinedTo: child.id })));
    const { read } = child.episodes;
    let reads = 0;
    child.episodes.read = async (id) => {
      reads += 1;
      return read.call(child.episodes, id);
    };
    await expect(wake(child)).rejects.toThrow(`Record ${child.id} was joined in a circle`);
    expect(reads, 'by settle, by this test, and twenty times to follow it').toBe(22);
  });

  it('the record keeps changing: it is given up after ten times', async () => {
    const child = await oneChild();
    const { write } = child.episodes;
    let tries = 0;
    asItIsOffered(child, 'front.door', async () => {
      child.episodes.write = async () => {
        tries += 1;
        return false;
      };
    });
    await expect(wake(child)).rejects.toThrow(`Record ${child.id} kept changing while a letter was marked`);
    expect(tries).toBe(10);
    expect(write).toBeDefined();
  });
});
