// One request to the answer page, by itself: who may answer, from where, and the message that an answer becomes.
import { describe, expect, it } from 'vitest';
import type { Asked, Reply } from '../../functions/answer/handler.ts';
import { answer } from '../../functions/answer/handler.ts';
import { claimsOf, formOf, saidMark, sign } from '../../functions/answer/token.ts';
import { MemoryWatch } from '../../local/memory.ts';
import { ANSWERS_URN } from '../../shared/core/answered.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { someKey } from '../answers/desk.ts';
import { at, nowhere, oneChild, report, wake } from './one-child.ts';

const key = someKey();
const PAGE = 'https://answers.example/';

const decision: Rule = {
  id: 'strategy',
  clauses: ['C-1'],
  basis: 'statutory',
  upon: 'missing',
  do: 'decide',
  to: [{ role: 'director' }],
  says: 'Please decide.',
  asks: {
    within: { elapsed: 'PT2H', from: { earliest: ['received'] } },
    decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' },
  },
};
const visit: Rule = {
  ...decision,
  id: 'visit',
  do: 'request',
  to: [{ role: 'coordinator' }],
  asks: { within: { elapsed: 'PT2H', from: { earliest: ['received'] } } },
};
const policy: Policy = {
  ...nowhere,
  versions: nowhere.versions.map((version) => ({ ...version, rules: [...version.rules, decision, visit] })),
};

/** The links of the letters of a child of high risk, by rule; and the page that they lead to. */
async function page(rule = 'high', now: Instant = at(60)) {
  const child = await oneChild(policy, report({ risk: 'high' }));
  await wake(child, { policy, answerPage: { url: PAGE, key: async () => key } });
  const { letter } =
    child.post.sent.find(({ letter: each }) => each.actions[0]?.startsWith(`${rule}/`)) ?? {};
  const [, token = ''] = /answers\.example\/([\w.-]+)#/.exec(letter?.text ?? '') ?? [];
  const watch = new MemoryWatch();
  const pushed: Record<string, unknown>[] = [];
  const read: string[] = [];
  const ask = (asked: Partial<Asked> = {}): Promise<Reply> =>
    answer(
      { method: 'GET', path: `/${token}`, query: new URLSearchParams(), headers: {}, body: '', ...asked },
      {
        policy,
        clock: { now: () => now },
        watch,
        key: async () => key,
        read: async (id) => {
          read.push(id);
          return (await child.episodes.read(id)).kept?.record;
        },
        push: async (body) => {
          pushed.push(JSON.parse(body));
        },
      },
    );
  const form = formOf(token, 'some-nonce', key);
  const send = (fields: Record<string, string>, headers: Asked['headers'] = {}) =>
    ask({ method: 'POST', body: new URLSearchParams({ form, ...fields }).toString(), headers });
  return { child, token, form, watch, pushed, read, ask, send, action: letter?.actions[0] ?? '' };
}

const why = ({ notes }: MemoryWatch) => notes.map(({ event, about }) => `${event}: ${about['why']}`);

describe('the page of a letter', () => {
  it('is shown, and showing it says nothing', async () => {
    const { ask, pushed, watch } = await page();
    for (const method of ['GET', 'HEAD']) expect(await ask({ method })).toMatchObject({ status: 200 });
    expect(pushed).toEqual([]);
    expect([...watch.counts]).toEqual([]);
  });

  it('is found whatever stands before its token', async () => {
    const { ask, token } = await page();
    expect(await ask({ path: `/stage/${token}` })).toMatchObject({ status: 200 });
    expect(await ask({ path: token })).toMatchObject({ status: 200 });
  });

  it('has a form of its own each time', async () => {
    const { ask } = await page();
    const forms = await Promise.all(
      [1, 2].map(async () => {
        const reply = await ask();
        return 'html' in reply ? /name="form" value="([^"]+)"/.exec(reply.html)?.[1] : undefined;
      }),
    );
    expect(forms[0]).toMatch(/^[\w-]{16}\.[\w-]{22}$/);
    expect(forms[1]).not.toBe(forms[0]);
  });

  it('says what was just said, where that is one of its answers, and said here less than an hour ago', async () => {
    const { ask, token } = await page('high', at(7_200));
    const said = async (word: string, when = at(7_200)) => {
      const reply = await ask({ query: new URLSearchParams({ said: saidMark(word, token, when, key) }) });
      return 'html' in reply && reply.html.includes('is on its way into the record');
    };
    expect(await said('seen')).toBe(true);
    expect(await said('anything')).toBe(false);
    expect(await said('seen', at(3_600)), 'an hour ago').toBe(true);
    expect(await said('seen', at(3_599)), 'longer ago').toBe(false);
    // By the clock of another machine.
    expect(await said('seen', at(7_260)), 'a moment from now').toBe(true);
    expect(await said('seen', at(10_801)), 'an hour from now').toBe(false);
  });
});

describe('a request is refused', () => {
  it.each(['PUT', 'DELETE', 'OPTIONS', 'get', ''])('by the method %s', async (method) => {
    const { ask, watch, read } = await page();
    expect(await ask({ method })).toMatchObject({ status: 405 });
    expect(why(watch)).toEqual(['answer refused: method']);
    expect(watch.counts.get('AnswersRefused')).toBe(1);
    expect(read).toEqual([]);
  });

  it('for a link that is none of ours, and nothing is read', async () => {
    const { ask, watch, read, token } = await page();
    expect(await ask({ path: '/nothing' })).toMatchObject({ status: 404 });
    expect(await ask({ path: `/${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}` })).toMatchObject({
      status: 404,
    });
    expect(why(watch)).toEqual(['answer refused: unknown', 'answer refused: unknown']);
    expect(read).toEqual([]);
  });

  it('from the second after its link ends', async () => {
    const { token } = await page();
    const end = (claimsOf(token, key)?.until ?? 0) * 1_000;
    const last = await page('high', new Date(end).toISOString());
    expect(await last.ask()).toMatchObject({ status: 200 });
    const { ask, watch, read } = await page('high', new Date(end + 1).toISOString());
    expect(await ask()).toMatchObject({ status: 410 });
    expect(why(watch)).toEqual(['answer refused: expired']);
    expect(read).toEqual([]);
  });

  it('for a letter that went to another mailbox, or is not on record', async () => {
    const { ask, watch, token } = await page();
    const claims = claimsOf(token, key);
    if (!claims) throw new Error('It is ours');
    for (const other of [{ mailbox: 'AbCdEfGhIjKlMnOp' }, { letter: 'other' }, { record: 'c-0' }])
      expect(await ask({ path: `/${sign({ ...claims, ...other }, key)}` })).toMatchObject({ status: 403 });
    expect(why(watch)).toEqual(Array(3).fill('answer refused: another'));
  });
});

describe('an answer', () => {
  it('is a message of our own, and the page is shown again', async () => {
    const { send, pushed, watch, action } = await page();
    expect(await send({ act: 'seen' })).toEqual({
      status: 303,
      location: expect.stringMatching(/^\?said=seen\.\d+\.[\w-]{22}$/),
    });
    expect(pushed).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f]{40}$/),
        source: `${ANSWERS_URN}nowhere`,
        type: 'task.recorded',
        time: at(60),
        subject: 'MP-1',
        datacontenttype: 'application/json',
        data: {
          authority: 'E10000016',
          task: expect.stringContaining('seen'),
          outcome: 'seen',
          at: at(60),
          by: 'director',
        },
      },
    ]);
    expect([...watch.counts]).toEqual([['AnswersGiven', 1]]);
    expect(watch.notes).toEqual([{ event: 'letter answered', about: { letter: action, act: 'seen' } }]);
  });

  it('sent twice is one message; another is another', async () => {
    const { send, pushed, token } = await page();
    await send({ act: 'seen' });
    await send({ act: 'seen', reason: 'not asked for here' });
    await send({ act: 'back' });
    await send({ act: 'seen', form: formOf(token, 'another-nonce', key) });
    const [one, again, back, other] = pushed.map(({ id }) => id);
    expect(again).toBe(one);
    expect(new Set([one, back, other]).size).toBe(3);
  });

  it('is a decision with its reason, without the blanks around them', async () => {
    const { send, pushed } = await page('strategy');
    expect(await send({ act: 'decide', outcome: ' discussion ', reason: ' It is needed. ' })).toMatchObject({
      status: 303,
    });
    expect(pushed[0]?.['data']).toEqual({
      authority: 'E10000016',
      task: 'strategy',
      outcome: 'discussion',
      at: at(60),
      by: 'director',
      reason: 'It is needed.',
    });
  });

  it('for another reason is another message', async () => {
    const { send, pushed } = await page('strategy');
    for (const reason of ['One.', 'Another.']) await send({ act: 'decide', outcome: 'discussion', reason });
    expect(pushed[0]?.['id']).not.toBe(pushed[1]?.['id']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no choice', { reason: 'Why.' }, 'Choose what you decide'],
    ['a choice that is none', { outcome: 'other', reason: 'Why.' }, 'Choose what you decide'],
    ['no reason', { outcome: 'discussion', reason: '  ' }, 'Write your reason'],
    [
      'a reason too long',
      { outcome: 'discussion', reason: 'x'.repeat(2_001) },
      'Shorten your reason to 2000 characters',
    ],
  ])('with %s is asked for again, with what was written', async (_, fields, words) => {
    const { send, pushed, watch } = await page('strategy');
    const reply = await send({ act: 'decide', ...fields });
    expect(reply).toMatchObject({ status: 400 });
    const field = words.includes('reason') ? 'reason' : 'outcome';
    expect('html' in reply && reply.html).toContain(`<a href="#${field}">${words}</a>`);
    expect(pushed).toEqual([]);
    expect([...watch.counts]).toEqual([]);
  });

  it('with a reason as long as may be is taken', async () => {
    const { send } = await page('strategy');
    const reason = 'x'.repeat(2_000);
    expect(await send({ act: 'decide', outcome: 'discussion', reason })).toMatchObject({ status: 303 });
  });

  it('that the letter does not ask for is refused', async () => {
    const { send, watch, pushed } = await page();
    expect(await send({ act: 'decide', outcome: 'discussion', reason: 'Why.' })).toMatchObject({
      status: 409,
    });
    expect(why(watch)).toEqual(['answer refused: over']);
    expect(pushed).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['what nobody can say', { act: 'delete' }],
    ['a form that is none of ours', { act: 'seen', form: 'some-nonce.AAAAAAAAAAAAAAAAAAAAAA' }],
    ['no form', { act: 'seen', form: '' }],
  ])('that says %s is refused', async (_, fields) => {
    const { send, watch, pushed } = await page();
    expect(await send(fields)).toMatchObject({ status: 400 });
    expect(why(watch)).toEqual(['answer refused: form']);
    expect(pushed).toEqual([]);
  });
});

describe('where a form was sent from', () => {
  const host = 'answers.example';

  it.each<[Asked['headers'], boolean]>([
    [{}, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://answers.example', host }, false],
    [{ origin: 'null', host }, true],
    [{ origin: 'https://answers.example', host }, true],
    [{ origin: 'https://elsewhere.example', host }, false],
    [{ origin: 'https://answers.example:8443', host }, false],
    [{ origin: 'https://answers.example' }, false],
    [{ origin: 'nowhere', host }, false],
    [{ origin: '', host }, false],
  ])('%j counts, or not', async (headers, isTaken) => {
    const { send, pushed } = await page();
    expect(await send({ act: 'seen' }, headers)).toMatchObject({ status: isTaken ? 303 : 400 });
    expect(pushed).toHaveLength(isTaken ? 1 : 0);
  });
});

describe('a letter that asks for something to be done', () => {
  it('is answered that it is done, without a reason', async () => {
    const { send, pushed } = await page('visit');
    expect(await send({ act: 'decide', outcome: 'whatever' })).toMatchObject({ status: 303 });
    expect(pushed[0]?.['data']).toEqual({
      authority: 'E10000016',
      task: 'visit',
      outcome: 'done',
      at: at(60),
      by: 'coordinator',
    });
  });

  it('takes no longer a reason than a decision does', async () => {
    const { send } = await page('visit');
    expect(await send({ act: 'decide', reason: 'x'.repeat(2_001) })).toMatchObject({ status: 400 });
  });
});
