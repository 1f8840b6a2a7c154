// Each state of the answer page, on a phone and at a desk, in the light and in the dark.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Refusal } from '../../functions/answer/refusal.ts';
import { refusalPage } from '../../functions/answer/refusal.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import {
  answers,
  ask,
  type Desk,
  desk,
  escalated,
  formFor,
  HEAD,
  letterTo,
  MANAGER,
  pathIn,
  queryAfter,
  sendForm,
  shown,
  triaged,
} from '../answers/desk.ts';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import { goOn, procedure } from '../situations/playing.ts';
import { SCHEMES, takeWhole, WIDTHS, windowOf } from './browser.ts';

/** Those of a letter that is in hand are made from it. */
const REFUSALS: readonly Refusal[] = ['unknown', 'expired', 'another', 'over', 'busy'];
const REASON = { outcome: 'no-strategy-discussion', reason: 'Known to be with an aunt.' };

/** The page of the last letter to a mailbox once something was answered. */
async function after(desk: Promise<Desk>, mailbox: string, act: string, fields = {}): Promise<string> {
  const world = await desk;
  const letter = letterTo(world, mailbox);
  const said = await answers(world, letter, act, fields);
  return (await shown(world, pathIn(letter), said)).html;
}

async function withoutReason(): Promise<string> {
  const world = await triaged();
  const path = pathIn(letterTo(world, MANAGER));
  const form = formFor('decide', await shown(world, path)) ?? new URLSearchParams();
  form.set('outcome', REASON.outcome);
  const reply = await ask(world, { method: 'POST', path, body: form.toString() });
  return 'html' in reply ? reply.html : '';
}

async function onceItIsOver(): Promise<string> {
  const world = await escalated();
  const path = pathIn(letterTo(world, HEAD));
  const back = found('2026-11-21T01:00:00Z', 'ME-1', {
    outcome: 'found',
    returnedAt: '2026-11-21T00:30:00Z',
    seenByPoliceAt: '2026-11-21T00:45:00Z',
  });
  await goOn(world, [back], later(world.clock.now(), 120 * MINUTE));
  return (await shown(world, path)).html;
}

/** A letter to somebody who may not be written to, which the front door holds; before and after it is passed on. */
async function toPassOn(isDone: boolean): Promise<string> {
  const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' }, { keyworker: null });
  const back = found('2026-11-21T09:00:00Z', 'MP-1', { returnedAt: '2026-11-21T08:00:00Z' });
  const world = await desk(procedure('kent'), [known, reported('MP-1'), back], '2026-11-21T09:01:00.000Z');
  const letter = letterTo(world, 'out.of.hours@kent.example', 'return interview');
  const said = isDone ? await answers(world, letter, 'passed-on') : '';
  return (await shown(world, pathIn(letter), said)).html;
}

/** Said, and not received yet. */
async function onItsWay(): Promise<string> {
  const world = await triaged();
  const letter = letterTo(world, MANAGER);
  const said = queryAfter(await sendForm(world, letter, 'back'));
  return (await shown(world, pathIn(letter), said)).html;
}

/** What the front door has of a reader's word that the child is back. */
async function wordOfReturn(): Promise<string> {
  const world = await escalated();
  await answers(world, letterTo(world, HEAD), 'back');
  const letter = world.post.sent.at(-1)?.letter;
  if (!letter) throw new Error('The front door is told');
  return (await shown(world, pathIn(letter))).html;
}

async function withoutAMark(): Promise<string> {
  const world = await escalated();
  const path = pathIn(letterTo(world, HEAD));
  const reply = await ask(world, { method: 'POST', path, body: 'act=seen' });
  return 'html' in reply ? reply.html : '';
}

const opened = async (desk: Promise<Desk>, mailbox: string): Promise<string> => {
  const world = await desk;
  return (await shown(world, pathIn(letterTo(world, mailbox)))).html;
};

async function pages(): Promise<Record<string, string>> {
  const { policy } = await triaged();
  return {
    'answer-escalation': await opened(escalated(), HEAD),
    'answer-decide': await opened(triaged(), MANAGER),
    'answer-without-reason': await withoutReason(),
    'answer-seen': await after(escalated(), HEAD, 'seen'),
    'answer-not-me': await after(escalated(), HEAD, 'not-me'),
    'answer-back': await after(escalated(), HEAD, 'back'),
    'answer-decided': await after(triaged(), MANAGER, 'decide', REASON),
    'answer-over': await onceItIsOver(),
    'answer-to-pass-on': await toPassOn(false),
    'answer-passed-on': await toPassOn(true),
    'answer-on-its-way': await onItsWay(),
    'answer-word-of-return': await wordOfReturn(),
    'answer-refused-form': await withoutAMark(),
    ...Object.fromEntries(REFUSALS.map((why) => [`answer-refused-${why}`, refusalPage(why, policy).html])),
  };
}

/** Answers how many pages there are. */
export async function picturesOfAnswerPages(open: Browser, folder: string): Promise<number> {
  const all = Object.entries(await pages());
  for (const width of Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]) {
    for (const scheme of SCHEMES) {
      const page = await windowOf(open, width, scheme);
      for (const [name, html] of all) {
        await page.setContent(html);
        await takeWhole(page, join(folder, `${name}-${width}-${scheme}.png`));
      }
      await page.close();
    }
  }
  return all.length;
}
