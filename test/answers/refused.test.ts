// Links that are forged, altered, too old or another's, forms from elsewhere or sent again, scanners: refused, counted, and nothing is changed.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../functions/answer/handler.ts';
import { type Claims, claimsOf, formOf, mailboxMark, sign } from '../../functions/answer/token.ts';
import { DAY, later, millis, SECOND } from '../../shared/core/instant.ts';
import { digest } from '../../shared/core/routing.ts';
import type { Letter } from '../../shared/ports.ts';
import { childrenOf } from '../situations/playing.ts';
import {
  answers,
  ask,
  type Desk,
  delivered,
  escalated,
  formFor,
  HEAD,
  letterTo,
  pathIn,
  sendForm,
  shown,
  someKey,
} from './desk.ts';

async function inHand(): Promise<{ world: Desk; letter: Letter; path: string; claims: Claims }> {
  const world = await escalated();
  const letter = letterTo(world, HEAD, 'ESCALATION');
  const path = pathIn(letter);
  const claims = claimsOf(path.slice(1), await world.answerPage.key());
  if (!claims) throw new Error('Our own link is not ours');
  return { world, letter, path, claims };
}

/** Refused with a page that says what to do, counted, and nothing pushed or written. */
async function refused(world: Desk, reply: Reply, status: number): Promise<void> {
  expect(reply).toMatchObject({ status });
  if ('html' in reply) {
    expect(reply.html).toContain(
      status === 409 ? 'What is on record stays as it is.' : 'Nothing was recorded and nothing was changed.',
    );
    expect(reply.html).toContain('telephone the front door');
    expect(reply.html).toContain('What to do now');
    // Whose letter it is, is for the holder of its link alone.
    const isHolder = status === 409 || status === 400;
    expect(reply.html.includes('head of service'), 'whose letter it is').toBe(isHolder);
    expect(reply.html).not.toContain('ME-1');
  }
  expect(world.pushed).toEqual([]);
  expect(world.watch.counts.get('AnswersRefused')).toBe(1);
}

describe('a link', () => {
  it('that we never made is not one of ours, and nothing is read for it', async () => {
    const { world, claims } = await inHand();
    world.episodes.read = () => Promise.reject(new Error('the record was read'));
    await refused(world, await ask(world, { path: `/${sign(claims, someKey())}` }), 404);
  });

  it.each(['', '/', '/x', '/../../etc/passwd', `/${'A'.repeat(5000)}`, '/a.b', '/%00'])(
    'that is no link at all (%s) is refused before even the key is read',
    async (path) => {
      const { world } = await inHand();
      world.answerPage.key = () => Promise.reject(new Error('the key was read'));
      await refused(world, await ask(world, { path }), 404);
    },
  );

  it('is refused whichever of its characters is altered', async () => {
    const { world, path } = await inHand();
    const key = await world.answerPage.key();
    const token = path.slice(1);
    for (const [at, was] of [...token].entries()) {
      const altered = token.slice(0, at) + (was === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(claimsOf(altered, key), altered).toBeUndefined();
    }
    await refused(
      world,
      await ask(world, { path: `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}` }),
      404,
    );
  });

  it('lives two weeks, and not a day longer', async () => {
    const { world, path } = await inHand();
    const sentAt = world.post.sent.findLast(({ letter }) => letter.to === HEAD)?.at ?? '';
    world.clock.moveTo(later(sentAt, 14 * DAY));
    expect((await shown(world, path)).status).toBe(200);
    world.clock.moveTo(later(sentAt, 14 * DAY + 2 * SECOND));
    await refused(world, await ask(world, { path }), 410);
  });

  it('of what is to be done later than that lives a week longer than its deadline', async () => {
    const { world, claims } = await inHand();
    const asks = world.post.sent.flatMap(({ letter }) =>
      /^Decision/.test(letter.subject) ? [letter] : [],
    )[0];
    if (!asks) throw new Error('Nobody was asked to decide');
    const key = await world.answerPage.key();
    const of = claimsOf(pathIn(asks).slice(1), key);
    const [child] = await childrenOf(world);
    const telling = child?.told[asks.actions[0] ?? ''];
    const least = millis(later(telling?.intendedAt ?? '', 14 * DAY));
    const byDeadline = millis(later(telling?.deadline ?? '', 7 * DAY));
    expect(of?.until).toBe(Math.ceil(Math.max(least, byDeadline) / SECOND));
    expect(claims.until).toBeGreaterThan(0);
  });

  it('that is signed for another mailbox is refused: the letter went elsewhere', async () => {
    const { world, claims } = await inHand();
    const key = await world.answerPage.key();
    const others = { ...claims, mailbox: mailboxMark('somebody.else@darlington.example', key) };
    await refused(world, await ask(world, { path: `/${sign(others, key)}` }), 403);
  });

  it('to a letter or a record that is not there any more is refused', async () => {
    for (const gone of [{ letter: digest('no letter') }, { record: 'c-000000000000000000000000' }]) {
      const { world, claims } = await inHand();
      const path = `/${sign({ ...claims, ...gone }, await world.answerPage.key())}`;
      await refused(world, await ask(world, { path }), 403);
    }
  });

  it('names neither a person nor a mailbox', async () => {
    const { path } = await inHand();
    const payload = Buffer.from(path.slice(1).split('.')[0] ?? '', 'base64url').toString('utf8');
    for (const secret of ['head', 'darlington', 'Robin', 'Sample', 'ME-1', 'example'])
      expect(payload.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe('a scanner that follows every link of a letter', () => {
  it('by GET and HEAD, a hundred times, changes nothing', async () => {
    const { world, path } = await inHand();
    const before = JSON.stringify(await childrenOf(world));
    for (let times = 0; times < 50; times++) {
      await ask(world, { path });
      await ask(world, { path, method: 'HEAD', query: new URLSearchParams('said=not-me') });
    }
    expect(world.pushed).toEqual([]);
    await delivered(world);
    expect(JSON.stringify(await childrenOf(world))).toBe(before);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('by %s is refused', async (method) => {
    const { world, path } = await inHand();
    await refused(world, await ask(world, { path, method }), 405);
  });
});

describe('a form', () => {
  it.each([
    ['without the mark of the page', { form: '' }],
    ['with the mark of another page', { form: 'AAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB' }],
    ['with an answer that there is not', { act: 'close' }],
  ])('%s is refused', async (_, changed) => {
    const { world, path } = await inHand();
    const form = formFor('not-me', await shown(world, path));
    for (const [name, value] of Object.entries(changed)) form?.set(name, value);
    await refused(world, await ask(world, { path, method: 'POST', body: String(form) }), 400);
  });

  it('of one letter does not answer another', async () => {
    const { world, path, claims } = await inHand();
    const key = await world.answerPage.key();
    const form = formOf(sign({ ...claims, letter: 'other' }, key), 'AAAAAAAAAAAA', key);
    const body = new URLSearchParams({ act: 'seen', form }).toString();
    await refused(world, await ask(world, { path, method: 'POST', body }), 400);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example', host: 'answers.example' },
    { origin: 'not an origin', host: 'answers.example' },
  ])('sent from another page is refused: %o', async (headers) => {
    const { world, path } = await inHand();
    const body = String(formFor('seen', await shown(world, path)));
    await refused(world, await ask(world, { path, method: 'POST', headers, body }), 400);
  });

  it('sent from our own page is taken, with whatever a browser says of it', async () => {
    for (const headers of [
      {},
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { origin: 'https://answers.example', host: 'answers.example' },
    ]) {
      const { world, path } = await inHand();
      const body = String(formFor('seen', await shown(world, path)));
      expect(await ask(world, { path, method: 'POST', headers, body })).toEqual({
        status: 303,
        location: expect.stringMatching(/^\?said=seen\.\d+\.[\w-]{22}$/),
      });
    }
  });

  it('sent twice at once is one message, and one letter to the deputy', async () => {
    const { world, path } = await inHand();
    const body = String(formFor('not-me', await shown(world, path)));
    await ask(world, { path, method: 'POST', body });
    await ask(world, { path, method: 'POST', body });
    const ids = world.pushed.map((pushed) => JSON.parse(pushed).id);
    expect(new Set(ids).size).toBe(1);
    const before = world.post.sent.length;
    await delivered(world);
    expect(world.post.sent.length - before).toBe(1);
    expect(world.watch.counts.get('DuplicateMessages')).toBe(1);
  });

  it('sent again later says that it was answered before, and that what is on record stays', async () => {
    const { world, letter, path } = await inHand();
    const body = String(formFor('not-me', await shown(world, path)));
    await answers(world, letter, 'not-me');
    const before = world.post.sent.length;
    await refused(world, await ask(world, { path, method: 'POST', body }), 409);
    expect(world.post.sent).toHaveLength(before);
  });
});

describe('what a refusal leaves behind', () => {
  it('is a number and a reason, and not a word of what was sent', async () => {
    const { world } = await inHand();
    await ask(world, { path: '/Robin-Sample-was-here', body: 'Robin Sample', method: 'POST' });
    const said = JSON.stringify([world.watch.notes.at(-1), ...world.watch.alarms]);
    expect(said).toContain('answer refused');
    expect(said).not.toContain('Robin');
  });

  it('of one who may answer is nothing: the next answer is taken', async () => {
    const { world, letter } = await inHand();
    await ask(world, { path: '/x' });
    expect(await sendForm(world, letter, 'seen')).toMatchObject({ status: 303 });
  });
});
