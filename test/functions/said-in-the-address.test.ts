// The address of the page after an answer: it says that something was received only where it was.
import { beforeEach, describe, expect, it } from 'vitest';
import { saidMark } from '../../functions/answer/token.ts';
import { SAYINGS } from '../../shared/core/answered.ts';
import { HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import type { Letter } from '../../shared/ports.ts';
import {
  ask,
  type Desk,
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
import { goOn } from '../situations/playing.ts';
import { read } from './one-letter.ts';

let world: Desk;
let letter: Letter;
beforeEach(async () => {
  world = await triaged();
  letter = letterTo(world, MANAGER, 'Decision');
});

const STATUS = 'role="status"';
/** What a page says of the answer in its address: nothing is what it says without one. */
async function saysOf(query: string): Promise<boolean> {
  const [page, plain] = [await shown(world, pathIn(letter), query), await shown(world, pathIn(letter))];
  const isAsBefore = read(page.html) === read(plain.html);
  expect(page.html.includes(STATUS), query).toBe(!isAsBefore);
  return !isAsBefore;
}

describe('the page after an answer', () => {
  it('says that it was received, and has no word of the child, the reader or the answer in its address but which it was', async () => {
    const said = queryAfter(await sendForm(world, letter, 'back'));
    expect(said).toMatch(/^said=back\.\d{10}\.[\w-]{22}$/);
    expect(await saysOf(said)).toBe(true);
  });

  it('can be looked at again under the same address', async () => {
    const said = queryAfter(await sendForm(world, letter, 'back'));
    const { html } = await shown(world, pathIn(letter), said);
    expect(html).toContain('Received, and not on record yet: you say that the child is back.');
    // An empty reference is the address at hand, all of it.
    const [, href] = /<a href="([^"]*)">look again</.exec(html) ?? [];
    const at = `https://answers.example${pathIn(letter)}?${said}`;
    expect(new URL(href ?? 'none', at).href).toBe(at);
  });
});

describe('a page shows how it stands, and offers every answer as before, where its address', () => {
  it.each([...SAYINGS, 'decide'])('says %s, and nobody has sent a form', async (act) => {
    expect(await saysOf(`said=${act}`)).toBe(false);
    expect(formFor('decide', await shown(world, pathIn(letter), `said=${act}`))).toBeDefined();
  });

  it('has the mark of another answer', async () => {
    const said = queryAfter(await sendForm(world, letter, 'back'));
    expect(await saysOf(said.replace('said=back', 'said=decide'))).toBe(false);
  });

  it('has the mark of another letter', async () => {
    const other = await escalated();
    const said = queryAfter(await sendForm(other, letterTo(other, HEAD), 'seen'));
    expect(await saysOf(said)).toBe(false);
    const key = await world.answerPage.key();
    expect(await saysOf(`said=${saidMark('back', `${pathIn(letter)}x`, world.clock.now(), key)}`)).toBe(
      false,
    );
  });

  it('has a mark that somebody altered', async () => {
    const said = queryAfter(await sendForm(world, letter, 'back'));
    const later = said.replace(/\d{10}/, (seconds) => String(Number(seconds) + 1));
    for (const other of [
      later,
      said.slice(0, -1),
      `${said}x`,
      said.replaceAll('.', '-'),
      'said=back..',
      'said=',
    ])
      expect(await saysOf(other), other).toBe(false);
  });

  it('has a mark that is older than an hour, as one that somebody kept', async () => {
    const said = queryAfter(await sendForm(world, letter, 'back'));
    const sentAt = world.clock.now();
    await goOn(world, [], later(sentAt, HOUR - MINUTE));
    expect(await saysOf(said)).toBe(true);
    await goOn(world, [], later(sentAt, HOUR + MINUTE));
    expect(await saysOf(said)).toBe(false);
  });

  it('has the mark of an act that no page knows', async () => {
    const key = await world.answerPage.key();
    const mark = (act: string) => saidMark(act, pathIn(letter).slice(1), world.clock.now(), key);
    expect(await saysOf(`said=${mark('back')}`), 'this is how it is made').toBe(true);
    expect(await saysOf(`said=${mark('forget')}`)).toBe(false);
  });
});

it('a form that is refused leads to no such address', async () => {
  const reply = await ask(world, { method: 'POST', path: pathIn(letter), body: 'act=back&form=x' });
  expect(reply).not.toHaveProperty('location');
});
