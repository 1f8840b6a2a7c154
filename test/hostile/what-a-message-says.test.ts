// What somebody writes into a message to do harm: it is text in the table, or a fault with its reason, and nothing else anywhere.
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../local/simulate.ts';
import { HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import { LimitedEpisodes } from '../fuzz/limited-episodes.ts';
import { ASHA, caseOf, KIM, LAST_SEEN, REPORTED, reported, updated } from '../situations/cast.ts';
import { childrenOf, goOn, mail, played, procedure, type Said, said } from '../situations/playing.ts';

const kent = procedure('kent');
const SOON = later(REPORTED, 2 * HOUR);

async function sent(...messages: Said[]) {
  const world = { ...emptyWorld(kent, REPORTED), episodes: new LimitedEpisodes() };
  await goOn(world, messages, SOON);
  return world;
}

const outcomes = ({ episodes }: { episodes: LimitedEpisodes }) =>
  [...episodes.receipts.values()].map(({ outcome }) => outcome);
const paths = ({ episodes }: { episodes: LimitedEpisodes }) =>
  [...episodes.receipts.values()].flatMap(({ reasons = [] }) => reasons.map(({ path }) => path));

const WORDS = {
  markup: `<img src=x onerror=alert(1)> Wexford`,
  'a template': '{{constructor.constructor("return 1")()}} <%= 7*7 %> $& [[Wexford]]',
  'a formula': '=HYPERLINK("https://elsewhere.example","Wexford")',
  'letters that turn the writing round': 'Wexford\u202Egnp.exe\u2067',
  'letters that nobody sees': 'Wex\u200Bford\uFEFF',
  'letters of another alphabet': 'Wехford',
};

describe('a name or an account', () => {
  it.each(Object.entries(WORDS))(
    'that holds %s is kept as it is, and stands in no letter',
    async (_, words) => {
      const person = { ...ASHA, givenName: words, familyName: words };
      const world = await sent(
        reported('MP-1', {
          person,
          circumstances: `${words}\r\nBcc: all@elsewhere.example`,
          missingFrom: words,
        }),
      );
      expect(outcomes(world)).toEqual(['applied']);
      expect(JSON.stringify(await childrenOf(world))).toContain(JSON.stringify(words).slice(1, -1));
      expect(world.post.sent.length).toBeGreaterThan(2);
      for (const { letter } of world.post.sent) {
        expect(JSON.stringify(letter)).not.toMatch(/Wex|Wе|elsewhere|onerror|Bcc|HYPERLINK|\{\{c/);
        expect(letter.to).toMatch(/@kent\.example$/);
      }
    },
  );

  it.each([
    ['a line end', 'Asha\r\nBcc: all@elsewhere.example'],
    ['a null character', 'Asha\u0000'],
    ['half a character', 'Asha\uD800'],
    ['200 signs of which each stands for a phrase', '\uFDFA'.repeat(200)],
  ])('with %s is refused where it is one line', async (_, familyName) => {
    const world = await sent(reported('MP-1', { person: { ...ASHA, familyName } }));
    expect(outcomes(world)).toEqual(['unreadable']);
    expect(paths(world)).toEqual(['/data/person/familyName']);
    expect(await mail(world)).toEqual([expect.stringContaining('unreadable out.of.hours')]);
  });

  it.each([
    ['Korean', '가'.repeat(200)],
    ['Vietnamese', 'ế'.repeat(200)],
    ['emoji', '😀'.repeat(100)],
    ['Arabic', 'محمد '.repeat(40).trim()],
  ])('of 200 letters in %s is kept', async (_, familyName) => {
    expect(outcomes(await sent(reported('MP-1', { person: { ...ASHA, familyName } })))).toEqual(['applied']);
  });

  it.each([
    'kim@kеnt.example', // a Cyrillic е
    'kim@kent.example.elsewhere.test',
    'kim@elsewhere.test',
    'kim@kent.example@elsewhere.test',
    'kim@kent.example\r\nBcc: all@elsewhere.test',
    'kim@xn--knt-hdd.example',
    'kim@KENT.EXAMPLE.',
    'all@elsewhere.test,kim@kent.example',
    '"kim@kent.example" <all@elsewhere.test>',
  ])('of a keyworker at %j sends nothing outside the domains of the authority', async (email) => {
    const person = { ...ASHA, localAuthorityId: 'L1' };
    const world = await sent(
      caseOf(REPORTED, person, { keyworker: { ...KIM, email } }),
      reported('MP-1', { person }, { at: later(REPORTED, MINUTE) }),
    );
    expect(world.post.sent.length).toBeGreaterThan(0);
    for (const { letter } of world.post.sent) expect(letter.to).toMatch(/^[\w.+-]+@kent\.example$/);
  });
});

describe('a reference that is a word of the language itself', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s is a reference like another',
    async (reference) => {
      const fair = await sent(reported('MP-1'), updated(later(REPORTED, MINUTE), 'MP-1', { risk: 'high' }));
      const world = await sent(
        reported(reference),
        updated(later(REPORTED, MINUTE), reference, { risk: 'high', linkedReferences: ['MP-9', reference] }),
      );
      expect(outcomes(world)).toEqual(['applied', 'applied']);
      expect(await mail(world)).toEqual(await mail(fair));
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});

const body = (change: (text: string) => string): Said => {
  const text = said(kent, reported('MP-1')).body;
  return { at: REPORTED, type: 'changed', body: change(text), sender: 'police' };
};
const inData = (text: string) => body((whole) => whole.replace('"authority"', `${text},"authority"`));

describe('a body', () => {
  it.each([
    ['the prototype as a field', inData('"__proto__":{"isAdmin":true}')],
    ['the constructor as a field, escaped', inData('"\\u0063onstructor":{"prototype":{"isAdmin":true}}')],
    ['a hundred thousand brackets', inData(`"overrides":${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['a number of 200,000 digits', inData(`"ageYears":${'9'.repeat(200_000)}`)],
    ['a number beyond all numbers', inData('"ageYears":1e999')],
    ['a field twice', inData('"risk":"low"')],
    ['ten million digits and nothing else', body(() => '7'.repeat(10_000_000))],
    ['bytes that are no text', body((text) => Buffer.from(text).fill(0xff, 3, 6).toString())],
    ['a byte-order mark before it', body((text) => `\uFEFF${text}`)],
    ['its end cut off', body((text) => text.slice(0, -2))],
    ['two messages', body((text) => text + text)],
    ['nothing', body(() => '')],
  ])('with %s is listed within a second, with a reason', async (_, message) => {
    const began = performance.now();
    const world = { ...emptyWorld(kent, REPORTED), episodes: new LimitedEpisodes() };
    // Larger than the queue takes: what could not arrive is not kept either.
    world.episodes.keep = async (receipt) => void world.episodes.receipts.set(receipt.id, receipt);
    await goOn(world, [message], SOON);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(outcomes(world)).toEqual(['unreadable']);
    expect(paths(world).length).toBeGreaterThan(0);
    expect(Object.prototype).not.toHaveProperty('isAdmin');
  });

  it('whose reasons hold nothing of a name that stands where a field should', async () => {
    const world = await sent(inData('"Asha":"x","Asha Example":"x","asha9434765919":"x","givenNmae":"x"'));
    const told = JSON.stringify([...world.episodes.receipts.values()].flatMap(({ reasons }) => reasons));
    expect(told).not.toMatch(/asha|9434765919/i);
    expect(told).toContain('/data/givenNmae');
  });
});

describe('a time', () => {
  it.each([
    ['in the hour that does not exist', '2026-03-29T01:30:00+00:00', '2026-03-29T01:30:00.000Z'],
    ['in the hour that comes twice, the first', '2026-10-25T01:30:00+01:00', '2026-10-25T00:30:00.000Z'],
    ['in the hour that comes twice, the second', '2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00.000Z'],
    ['in the year 1900', '1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
  ])(
    '%s is the instant that its offset makes it, and the child is told of',
    async (_, lastSeenAt, instant) => {
      const world = await sent(reported('MP-1', { lastSeenAt }));
      expect(outcomes(world)).toEqual(['applied']);
      expect(JSON.stringify(await childrenOf(world))).toContain(`"value":"${instant}"`);
      expect(await mail(world, 'front-door-notice')).toHaveLength(1);
      expect(world.watch.alarms).toEqual([]);
    },
  );

  it.each([
    ['without an offset', '2026-11-20T20:30:00'],
    ['of the year 9999', '9999-12-31T23:59:59Z'],
    ['as a date of a week', '2026-W47-5T20:30:00Z'],
    ['as a day of the year', '2026-324'],
    ['in ten minutes', later(REPORTED, 10 * MINUTE)],
    ['in a second that a minute does not have', '2016-12-31T23:59:60Z'],
    ['with five thousand decimals', `2026-11-20T20:30:00.${'1'.repeat(5_000)}Z`],
  ])('%s is refused, and a sound one after it is not held up', async (_, lastSeenAt) => {
    const world = await sent(
      reported('MP-1', { lastSeenAt }),
      reported('MP-1', { lastSeenAt: LAST_SEEN }, { at: later(REPORTED, MINUTE) }),
    );
    expect(outcomes(world)).toEqual(['unreadable', 'applied']);
    expect(paths(world)).toEqual(['/data/lastSeenAt']);
    expect(await mail(world, 'front-door-notice')).toHaveLength(1);
  });

  it('of 1900 is no plan of a hundred years: letters go once', async () => {
    const world = await played(kent, [reported('MP-1', { lastSeenAt: '1900-01-01T00:00:00Z' })], SOON);
    expect(world.post.sent.length).toBeLessThan(40);
  });
});
