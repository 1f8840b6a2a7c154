// What the answer page says: offers as offers, what was recorded and when, and nothing that is not known.
import { describe, expect, it } from 'vitest';
import { refusalPage } from '../../functions/answer/refusal.ts';
import { later, MINUTE } from '../../shared/core/instant.ts';
import { read } from '../functions/one-letter.ts';
import { ASHA, caseOf, found, reported } from '../situations/cast.ts';
import { goOn, procedure } from '../situations/playing.ts';
import {
  answers,
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
} from './desk.ts';

const DECISION = { outcome: 'no-strategy-discussion', reason: 'Known to be with an aunt.' };
const headings = (html: string): string[] =>
  [...html.matchAll(/<h[12][^>]*>(.*?)<\/h[12]>/g)].map(([, words = '']) => words);

describe('a page that can be answered', () => {
  it('offers what may be said, and does not say it', async () => {
    const world = await escalated();
    const { html } = await shown(world, pathIn(letterTo(world, HEAD)));
    expect(headings(html)).toEqual([
      'Escalation: ME-1',
      'Say that you have seen this',
      'If you hear that the child is back',
      'If this is not for you',
    ]);
    expect(html).toContain('The letter goes to the assistant director at once, with your answer');
    expect(html).toContain('This is not for me: pass it on to the assistant director</button>');
    expect(html).toContain('Whoever has the link can answer');
  });

  it('on which somebody decides shows who, how grave and since when, without a name', async () => {
    const world = await triaged();
    const { html } = await shown(world, pathIn(letterTo(world, MANAGER)));
    const facts = new Map([...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, a, b]) => [a, b]));
    expect(facts.get('Child')).toBe('AE');
    expect(facts.get('Risk')).toBe('medium');
    expect(facts.get('Missing for')).toBe('1 hour 36 minutes');
    expect(facts.get('Last seen')).toBe('Friday 20 November 2026 at 20:30');
    expect(html).not.toMatch(/Asha|Example</);
    const seen = await escalated();
    expect((await shown(seen, pathIn(letterTo(seen, HEAD)))).html).not.toContain('<dt>Risk</dt>');
  });

  it('says before the press that a decision is final', async () => {
    const world = await triaged();
    const { html } = await shown(world, pathIn(letterTo(world, MANAGER)));
    expect(html).toMatch(
      /Your decision is final: it cannot be changed on this page\.<.*Record this decision<\/button>/,
    );
    const seen = await escalated();
    expect((await shown(seen, pathIn(letterTo(seen, HEAD)))).html).not.toContain('final');
  });

  it('says that it stays with its reader, where silence would send it on', async () => {
    const silent = await escalated();
    expect((await shown(silent, pathIn(letterTo(silent, HEAD)))).html).not.toContain('for want of an answer');
    const policy = procedure('darlington');
    const awaited = await escalated({
      ...policy,
      versions: policy.versions.map((version) => ({
        ...version,
        rules: version.rules.map((rule) =>
          rule.id === 'head-of-service-under-10' ? { ...rule, answerWithin: 'PT30M' } : rule,
        ),
      })),
    });
    expect((await shown(awaited, pathIn(letterTo(awaited, HEAD)))).html).toContain(
      'it does not go to the assistant director for want of an answer',
    );
  });

  it('says what is missing at the box as well as at the top', async () => {
    const world = await triaged();
    const reply = await sendForm(world, letterTo(world, MANAGER), 'decide', { ...DECISION, reason: '' });
    const [top = '', box = ''] =
      'html' in reply ? (reply.html.split('<textarea')[0]?.split('</h1>') ?? []) : [];
    expect(top).toContain('Write your reason');
    expect(box).toContain('<strong id="reason-wrong">Write your reason</strong>');
  });
});

describe('the page of a letter that a word of a return caused', () => {
  it('does not ask its reader to say it again', async () => {
    const world = await escalated();
    await answers(world, letterTo(world, HEAD), 'back');
    const letter = world.post.sent.at(-1)?.letter;
    if (!letter) throw new Error('The front door was told');
    const page = await shown(world, pathIn(letter));
    expect(read(page.html)).toContain(
      'says that the child is back. Please ask the police now to confirm it.',
    );
    expect(read(page.html)).toContain('Ring the police on 101');
    expect(formFor('back', page)).toBeUndefined();
    expect(formFor('seen', page)).toBeDefined();
  });
});

describe('the page of a letter that the front door is to pass on', () => {
  it('takes that it was passed on, and nothing that others have to do', async () => {
    const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' }, { keyworker: null });
    const back = found('2026-11-21T09:00:00Z', 'MP-1', { returnedAt: '2026-11-21T08:00:00Z' });
    const world = await desk(procedure('kent'), [known, reported('MP-1'), back], '2026-11-21T09:01:00.000Z');
    const letter = letterTo(world, 'out.of.hours@kent.example', 'return interview');
    const page = await shown(world, pathIn(letter));
    expect(headings(page.html)).toContain('Say that you have passed this on');
    expect(read(page.html)).toContain('A return is reported.');
    for (const act of ['decide', 'not-me', 'seen', 'back']) expect(formFor(act, page), act).toBeUndefined();
    expect(page.html).toContain('This letter is for the keyworker team, and could not be sent there.');
    await answers(world, letter, 'passed-on');
    const after = await shown(world, pathIn(letter));
    expect(read(after.html)).toContain(
      'as the answer of the front door: passed on to the keyworker team. What is asked has still to be done by them.',
    );
    expect(formFor('passed-on', after), 'it is not said twice').toBeUndefined();
  });
});

describe('a page after an answer', () => {
  it('says what was decided, when and why, and offers no more what it makes needless', async () => {
    const world = await triaged();
    const letter = letterTo(world, MANAGER);
    const said = await answers(world, letter, 'decide', DECISION);
    const page = await shown(world, pathIn(letter), said);
    expect(read(page.html)).toContain(
      'Recorded on Friday 20 November 2026 at 22:06 as the answer of the team manager: no strategy discussion. Your reason: Known to be with an aunt. Whoever has to act on it is told.',
    );
    expect(read(page.html)).toContain(
      'If it was a mistake, telephone the front door on 01632 960 216, at any hour.',
    );
    const openedAgain = await shown(world, pathIn(letter));
    for (const act of ['decide', 'seen', 'not-me']) {
      expect(formFor(act, page), act).toBeUndefined();
      expect(formFor(act, openedAgain), act).toBeUndefined();
    }
    expect(formFor('back', openedAgain)).toBeDefined();
  });

  it('offers no second time what is still on its way into the record', async () => {
    const world = await triaged();
    const letter = letterTo(world, MANAGER);
    const said = queryAfter(await sendForm(world, letter, 'decide', DECISION));
    const page = await shown(world, pathIn(letter), said);
    expect(page.html).toContain('on its way into the record');
    expect(page.html).toContain('<a href="">look again</a>');
    expect(read(page.html)).toContain('after five minutes, telephone the front door on 01632 960 216');
    for (const act of ['decide', 'seen', 'not-me']) expect(formFor(act, page), act).toBeUndefined();
  });

  it('that the child is back does not sound as if that were sure', async () => {
    const world = await escalated();
    const letter = letterTo(world, HEAD);
    const said = await answers(world, letter, 'back');
    const { html } = await shown(world, pathIn(letter), said);
    expect(read(html)).toContain(
      'Recorded on Friday 20 November 2026 at 23:31 as the answer of the head of service: you say that the child is back. The police have not confirmed it. Until they do, the child counts as missing: no letter stops. The front door is asked to have them confirm it. If you doubt that the child is safe, ring 999.',
    );
    expect(html).not.toContain('still missing');
    expect(read(html)).toContain(
      'How it stands now A reader of our letters says that the child is back. The police have not confirmed it.',
    );
  });

  it('says to whom the letter was passed on', async () => {
    const world = await escalated();
    const letter = letterTo(world, HEAD);
    await answers(world, letter, 'not-me');
    const { html } = await shown(world, pathIn(letter));
    expect(read(html)).toContain(
      'not for you; passed on to the assistant director. It has gone on: this page does not show whether anybody has taken it up.',
    );
    expect(html).toContain('<p>The letter said: ');
  });
});

describe('a page of what is over', () => {
  it('begins with that, and says what the letter asked only as what it said', async () => {
    const world = await escalated();
    const path = pathIn(letterTo(world, HEAD));
    const over = { outcome: 'found', locatedAt: '2026-11-20T23:40:00Z' };
    await goOn(world, [found('2026-11-20T23:45:00Z', 'ME-1', over)], later(world.clock.now(), 30 * MINUTE));
    const { html } = await shown(world, path);
    expect(headings(html)).toEqual(['The police confirm that the child is found']);
    expect(html).toContain('<p>The letter said: ');
    expect(html).not.toContain('can answer');
  });
});

describe('a refusal', () => {
  const authority = { authority: { name: 'Kent' } } as Parameters<typeof refusalPage>[1];

  it('of a form from elsewhere says so in plain words', () => {
    expect(read(refusalPage('form', authority).html)).toContain(
      "It was not sent by this service's own form. Nothing was recorded and nothing was changed. What to do now Open the page of your letter again and answer there.",
    );
  });

  it('says where to telephone, where the file says it', () => {
    const { phone = '' } = procedure('kent').directory['front-door'] ?? {};
    expect(phone).toMatch(/^01632 /);
    expect(read(refusalPage('expired', procedure('kent')).html)).toContain(
      `telephone the front door on ${phone}, at any hour.`,
    );
    expect(refusalPage('expired', authority).html).toContain(
      'telephone the front door, or the emergency duty team out of hours.',
    );
  });

  it('of what was answered before does not say that nothing is recorded', () => {
    const { html } = refusalPage('over', authority);
    expect(html).toContain('What is on record stays as it is.');
    expect(html).not.toContain('Nothing was recorded');
  });

  it('does not speak of whoever has the link: this one is dead', () => {
    expect(refusalPage('expired', authority).html).not.toMatch(/has the link/);
  });
});
