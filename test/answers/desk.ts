// A reader's desk: a story played in memory with the answer page beside it, so that a letter is answered as a browser would.
import { randomBytes } from 'node:crypto';
import type { Page } from '../../functions/answer/frame.ts';
import type { Asked, Reply } from '../../functions/answer/handler.ts';
import { answer } from '../../functions/answer/handler.ts';
import type { AnswerPage } from '../../functions/settle/answer-links.ts';
import { emptyWorld, run, type World } from '../../local/simulate.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Letter } from '../../shared/ports.ts';
import { ROBIN, reported } from '../situations/cast.ts';
import { goOn, procedure, type Said } from '../situations/playing.ts';

export const PAGE = 'https://answers.example/';
export const ANSWER_ROLE = 'AROAEXAMPLEANSWERS';

export const someKey = () => ({
  id: randomBytes(6).toString('base64url'),
  secret: randomBytes(32).toString('base64url'),
});

export interface Desk extends World {
  answerPage: AnswerPage;
  answersFrom: string;
  /** What the answer page put on the queue. */
  pushed: string[];
}

export async function desk(policy: Policy, messages: readonly Said[], until: Instant): Promise<Desk> {
  const key = someKey();
  const world: Desk = {
    ...emptyWorld(policy, new Date(messages[0]?.at ?? until).toISOString()),
    answerPage: { url: PAGE, key: async () => key },
    answersFrom: ANSWER_ROLE,
    pushed: [],
  };
  await goOn(world, messages, until);
  return world;
}

/** The letters that a mailbox has got, the newest last. */
export const lettersTo = (world: World, mailbox: string): Letter[] =>
  world.post.sent.flatMap(({ letter }) => (letter.to === mailbox ? [letter] : []));

/** The last letter to a mailbox whose subject has these words. */
export function letterTo(world: World, mailbox: string, words = ''): Letter {
  const found = lettersTo(world, mailbox).findLast(({ subject }) => subject.includes(words));
  if (!found) throw new Error(`No letter to ${mailbox} with ${words}`);
  return found;
}

/** What leads from a letter to the page: "/TOKEN". */
export function pathIn({ text }: Letter): string {
  const [, path] = /https:\/\/answers\.example(\/[\w.-]+)#/.exec(text) ?? [];
  if (!path) throw new Error('The letter has no link to answer by');
  return path;
}

export const ask = (world: Desk, asked: Partial<Asked> & { path: string }): Promise<Reply> =>
  answer(
    { method: 'GET', query: new URLSearchParams(), headers: {}, body: '', ...asked },
    {
      policy: world.policy,
      clock: world.clock,
      watch: world.watch,
      key: () => world.answerPage.key(),
      read: async (id) => (await world.episodes.read(id)).kept?.record,
      push: async (body) => {
        world.pushed.push(body);
      },
    },
  );

export async function shown(world: Desk, path: string, query = ''): Promise<Page> {
  const reply = await ask(world, { path, query: new URLSearchParams(query) });
  if ('location' in reply) throw new Error('A page that is only looked at leads elsewhere');
  return reply;
}

/** The hidden fields of the form for one answer; nothing where the page has no such form. */
export function formFor(act: string, { html }: Page): URLSearchParams | undefined {
  const [, form] =
    new RegExp(`name="act" value="${act}"><input type="hidden" name="form" value="([^"]+)"`).exec(html) ?? [];
  return form === undefined ? undefined : new URLSearchParams({ act, form });
}

/** Opens the page of a letter, fills the form in and sends it. */
export async function sendForm(
  world: Desk,
  letter: Letter,
  act: string,
  fields: Record<string, string> = {},
): Promise<Reply> {
  const path = pathIn(letter);
  const form = formFor(act, await shown(world, path));
  if (!form) throw new Error(`The page has no form for ${act}`);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return ask(world, { method: 'POST', path, body: form.toString() });
}

/** What was pushed reaches receive, and all that is due is done. */
export async function delivered(world: Desk, until?: Instant): Promise<void> {
  const at = world.clock.now();
  const messages = world.pushed.splice(0).map((body) => ({ at, body, senderId: `${ANSWER_ROLE}:answer` }));
  await run(world, messages, until ?? later(at, MINUTE));
}

/** Where a browser goes after a form was taken: what it asks for then. */
export function queryAfter(reply: Reply): string {
  if (!('location' in reply)) throw new Error(`The answer was refused: ${reply.html}`);
  return reply.location.replace('?', '');
}

/** Answers a letter, and lets the answer arrive; what the browser then asks the page for. */
export async function answers(
  world: Desk,
  letter: Letter,
  act: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const after = queryAfter(await sendForm(world, letter, act, fields));
  await delivered(world);
  return after;
}

export const HEAD = 'head.of.service@darlington.example';
/** On duty at night in Kent. */
export const MANAGER = 'out.of.hours.manager@kent.example';

/** A nine-year-old in Darlington, missing since 20:30: the head of service is told at 23:30. */
export const escalated = (
  policy: Policy = procedure('darlington'),
  until: Instant = '2026-11-20T23:31:00.000Z',
) => desk(policy, [reported('ME-1', { person: ROBIN })], until);

/** Nobody knows this child: the team manager decides on a strategy discussion. */
export const triaged = () => desk(procedure('kent'), [reported('MP-1')], '2026-11-20T22:06:00.000Z');
