// What a reader answers by the links of a letter, through the real handlers: who hears of it, and what it never stops.
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/core/explain.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { found, ROBIN, reported } from '../situations/cast.ts';
import { childrenOf, goOn, mail, procedure, tasksOf } from '../situations/playing.ts';
import {
  answers,
  delivered,
  escalated,
  formFor,
  HEAD,
  lettersTo,
  letterTo,
  MANAGER,
  pathIn,
  sendForm,
  shown,
  triaged,
} from './desk.ts';

const darlington = procedure('darlington');

/** The procedure with one rule otherwise. */
const with_ = (policy: Policy, id: string, how: Partial<Rule>): Policy => ({
  ...policy,
  versions: policy.versions.map((version) => ({
    ...version,
    rules: version.rules.map((rule) => (rule.id === id ? { ...rule, ...how } : rule)),
  })),
});

describe('a reader who has seen the letter', () => {
  it('is on record, in the explanation too', async () => {
    const world = await escalated();
    await answers(world, letterTo(world, HEAD, 'ESCALATION'), 'seen');
    const [child] = await childrenOf(world);
    const lines =
      child && explain(child, 'ME-1', darlington, world.clock.now()).flatMap((each) => each.lines);
    expect(lines).toContainEqual(expect.stringMatching(/^The head of service has seen this, on .*\[D17-/));
    const { html } = await shown(world, pathIn(letterTo(world, HEAD, 'ESCALATION')));
    expect(html).toMatch(
      /On record.*Recorded on Friday 20 November 2026 at 23:31 as the answer of the head of service: you have seen this/s,
    );
  });

  it('silences no rung: the next escalation comes at its hour', async () => {
    const [silent, heard] = [await escalated(), await escalated()];
    await answers(heard, letterTo(heard, HEAD, 'ESCALATION'), 'seen');
    for (const world of [silent, heard]) await delivered(world, '2026-11-22T12:00:00.000Z');
    expect(await mail(heard)).toEqual(await mail(silent));
    expect(lettersTo(heard, HEAD).length).toBeGreaterThan(1);
  });

  it('and then does nothing is reminded and reported as if it had never been seen', async () => {
    const [silent, heard] = [await triaged(), await triaged()];
    await answers(heard, letterTo(heard, MANAGER, 'Decision'), 'seen');
    for (const world of [silent, heard]) await delivered(world, '2026-11-25T12:00:00.000Z');
    expect(await mail(heard)).toEqual(await mail(silent));
    expect(await tasksOf(heard, 'triage')).toEqual(await tasksOf(silent, 'triage'));
  });
});

describe('a reader whom a letter does not concern', () => {
  it('passes it on, and the deputy has it at once, with the reason', async () => {
    const world = await escalated();
    const before = world.post.sent.length;
    await answers(world, letterTo(world, HEAD, 'ESCALATION'), 'not-me');
    const [passed, ...more] = world.post.sent.slice(before).map(({ letter }) => letter);
    expect(more).toEqual([]);
    expect(passed?.text).toMatch(/head of service answers that this is not theirs to do/);
    expect(passed?.text).toContain('answers.example');
    expect(passed?.to).not.toBe(HEAD);
  });

  it('and whose deputy passes it on too has it go to the next, and to nobody twice', async () => {
    const world = await escalated();
    const told = new Set([HEAD]);
    let letter = letterTo(world, HEAD, 'ESCALATION');
    while (formFor('not-me', await shown(world, pathIn(letter)))) {
      const before = world.post.sent.length;
      await answers(world, letter, 'not-me');
      const [next, ...more] = world.post.sent.slice(before).map((each) => each.letter);
      if (!next) throw new Error('It was passed on, and nobody was told');
      expect(more).toEqual([]);
      expect(told).not.toContain(next.to);
      told.add(next.to);
      letter = next;
    }
    expect(told.size).toBeGreaterThan(1);
    expect((await shown(world, pathIn(letter))).html).toContain('nobody comes after you in line');
  });

  it('is stood down with everybody else when it is over', async () => {
    const world = await escalated();
    await answers(world, letterTo(world, HEAD, 'ESCALATION'), 'not-me');
    const over = { outcome: 'found', locatedAt: '2026-11-21T07:00:00Z' };
    await goOn(world, [found('2026-11-21T08:00:00Z', 'ME-1', over)], '2026-11-21T08:05:00.000Z');
    expect(letterTo(world, HEAD).subject).toMatch(/^Stand down/);
  });
});

describe('a letter that is to be answered within half an hour', () => {
  const within = with_(darlington, 'head-of-service-under-10', { answerWithin: 'PT30M' });
  const passedOn = async (world: Awaited<ReturnType<typeof escalated>>) =>
    (await mail(world, 'not-delivered')).map((line) => line.slice(0, 16));

  it('goes to the deputy half an hour later where nobody answers', async () => {
    const world = await escalated(within, '2026-11-21T00:05:00.000Z');
    expect((await passedOn(world))[0]).toBe('2026-11-21 00:00');
    const passed = world.post.sent.findLast(({ at }) => at.startsWith('2026-11-21T00:00'))?.letter;
    expect(passed?.text).toContain('did not answer within 30 minutes');
  });

  it('stays where it is once it was seen in time', async () => {
    const world = await escalated(within);
    await answers(world, letterTo(world, HEAD, 'ESCALATION'), 'seen');
    await delivered(world, '2026-11-21T02:00:00.000Z');
    expect(await passedOn(world)).toEqual([]);
  });

  it('goes on down the line, each for half an hour, until somebody answers', async () => {
    const world = await escalated(within, '2026-11-21T00:05:00.000Z');
    const deputy = world.post.sent.at(-1)?.letter;
    if (!deputy) throw new Error('Nobody was told');
    await answers(world, deputy, 'seen');
    await delivered(world, '2026-11-21T04:00:00.000Z');
    expect(await passedOn(world)).toEqual(['2026-11-21 00:00']);
  });

  it('is no more passed on once the child is found', async () => {
    const world = await escalated(within);
    const over = { outcome: 'found', locatedAt: '2026-11-20T23:30:00Z' };
    await goOn(world, [found('2026-11-20T23:40:00Z', 'ME-1', over)], '2026-11-21T04:00:00.000Z');
    expect(await passedOn(world)).toEqual([]);
  });
});

describe('a reader who decides', () => {
  it('opens the next step with the outcome and the reason on record', async () => {
    const world = await triaged();
    await answers(world, letterTo(world, MANAGER, 'Decision'), 'decide', {
      outcome: 'strategy-discussion',
      reason: 'Twice this month, and nobody knows with whom.',
    });
    expect(await tasksOf(world, 'triage')).toEqual([expect.stringContaining('triage done')]);
    expect(await mail(world, 'strategy-discussion')).toHaveLength(1);
    const [child] = await childrenOf(world);
    expect(JSON.stringify(child?.references['MP-1']?.['task.triage'])).toContain('Twice this month');
  });

  it.each([
    ['without a reason', { outcome: 'strategy-discussion', reason: ' ' }, 'Write your reason'],
    ['something that is not to be decided', { outcome: 'nothing', reason: 'x' }, 'Choose what you decide'],
    ['at too great length', { outcome: 'strategy-discussion', reason: 'x'.repeat(2001) }, 'Shorten'],
  ])('%s is told so, and nothing is recorded', async (_, fields, says) => {
    const world = await triaged();
    const reply = await sendForm(world, letterTo(world, MANAGER, 'Decision'), 'decide', fields);
    expect(reply).toMatchObject({ status: 400, html: expect.stringContaining(says) });
    expect(world.pushed).toEqual([]);
  });

  it('is offered no second decision on the page', async () => {
    const world = await triaged();
    const letter = letterTo(world, MANAGER, 'Decision');
    const said = await answers(world, letter, 'decide', {
      outcome: 'no-strategy-discussion',
      reason: 'Known at home.',
    });
    const page = await shown(world, pathIn(letter), said);
    expect(formFor('decide', page)).toBeUndefined();
    expect(page.html).toContain('Your answer is recorded');
    expect(page.html).toContain(': no strategy discussion.');
  });
});

describe('a reader who says that the child is back', () => {
  it('ends nothing: the front door is asked to have the police confirm it, and the ladder goes on', async () => {
    const [silent, heard] = [await escalated(), await escalated()];
    const before = heard.post.sent.length;
    await answers(heard, letterTo(heard, HEAD, 'ESCALATION'), 'back');
    const [asked, ...more] = heard.post.sent.slice(before).map(({ letter }) => letter);
    expect(more).toEqual([]);
    expect(asked?.text).toContain(
      'The head of service says that the child is back. Please ask the police now to confirm it. Until they do, the child counts as missing: nothing is closed, and no letter stops.',
    );
    expect(asked?.subject).toContain('Child said to be back: ask the police');
    for (const world of [silent, heard]) await delivered(world, '2026-11-22T12:00:00.000Z');
    expect((await mail(heard)).filter((line) => !line.includes('not-delivered'))).toEqual(await mail(silent));
  });

  it('as the police confirm it gives the front door nothing to ask, then or when the child is missing again', async () => {
    const world = await escalated();
    await sendForm(world, letterTo(world, HEAD, 'ESCALATION'), 'back');
    const over = { outcome: 'found', locatedAt: '2026-11-20T23:30:00Z' };
    const again = { person: ROBIN, lastSeenAt: '2026-11-21T18:00:00Z', reportedAt: '2026-11-21T19:00:00Z' };
    const answer = world.pushed.splice(0);
    await goOn(world, [found('2026-11-20T23:40:00Z', 'ME-1', over)], '2026-11-20T23:45:00.000Z');
    world.pushed.push(...answer);
    await delivered(world);
    const anew = reported('ME-1', again, { at: '2026-11-21T19:05:00Z', time: '2026-11-21T19:05:00Z' });
    await goOn(world, [anew], '2026-11-21T19:30:00.000Z');
    expect(
      world.post.sent.filter(({ letter }) => letter.text.includes('Child missing for 1 hour')),
    ).not.toEqual([]);
    expect(
      world.post.sent.filter(({ letter }) => letter.text.includes('says that the child is back')),
    ).toEqual([]);
  });

  it('is heard by the deputies of a front door whose mailbox refuses letters', async () => {
    const world = await escalated();
    const desk_ = darlington.directory['front-door'];
    const refusing = new Set([desk_?.address, desk_?.outOfHours]);
    world.post.answer = ({ to }) => (refusing.has(to) ? 'refuse' : 'accept');
    const before = world.post.sent.length;
    await answers(world, letterTo(world, HEAD, 'ESCALATION'), 'back');
    const heard = world.post.sent.slice(before).map(({ letter }) => letter.text);
    expect(heard).toEqual([expect.stringContaining('says that the child is back')]);
  });

  it('is asked nothing of any more once the police have confirmed it', async () => {
    const world = await escalated();
    const letter = letterTo(world, HEAD, 'ESCALATION');
    const over = { outcome: 'found', locatedAt: '2026-11-20T23:30:00Z' };
    await goOn(world, [found('2026-11-20T23:40:00Z', 'ME-1', over)], '2026-11-20T23:50:00.000Z');
    const { html } = await shown(world, pathIn(letter));
    expect(html).toContain('The police confirm that the child is found');
    expect(html).not.toContain('<form');
  });
});
