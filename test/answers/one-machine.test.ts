// From the letter in the inbox to what comes of the answer, on one machine: real HTTP, the bundles that would be deployed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, message, Pipeline, until } from '../local/pipeline.ts';

const asha = { kind: 'child', givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };

const homeward = new Pipeline('--clock', '2026-11-20T22:05:00Z');
beforeAll(() => homeward.start(), 120_000);
afterAll(() => homeward.clear());

let children = 0;

const isOf =
  (reference: string) =>
  ({ subject }: Mail) =>
    subject.endsWith(reference);

/** A child whom nobody knows, in Kent: the manager on duty is asked for a decision. */
async function asked(): Promise<{ reference: string; link: string }> {
  children += 1;
  const reference = `MP-7${children}`;
  const person = {
    ...asha,
    givenName: `Asha${'abcdef'[children]}`,
    familyName: `Example${'abcdef'[children]}`,
  };
  const data = { person, category: 'missing', risk: 'medium', lastSeenAt: '2026-11-20T20:30:00Z' };
  await homeward.send(
    message({ type: 'missing.reported', subject: reference, time: '2026-11-20T22:05:00Z', data }),
  );
  const isIt = ({ subject }: Mail) => subject.startsWith('Decision') && subject.endsWith(reference);
  // With two notices, which come in the same run.
  const isAll = (all: Mail[]) => all.some(isIt) && all.filter(isOf(reference)).length === 3;
  const mail = await homeward.inboxWith('a decision is asked for', isAll);
  const [, link] =
    /(http:\/\/127\.0\.0\.1:\d+\/answer\/[\w.-]+)#decide/.exec(mail.find(isIt)?.text ?? '') ?? [];
  if (!link) throw new Error('The letter has no link to answer by');
  return { reference, link };
}

async function formAt(link: string, act: string): Promise<URLSearchParams> {
  const html = await (await fetch(link)).text();
  const [, form = ''] =
    new RegExp(`name="act" value="${act}"><input type="hidden" name="form" value="([^"]+)"`).exec(html) ?? [];
  return new URLSearchParams({ act, form });
}

const post = (link: string, body: URLSearchParams, headers: Record<string, string> = {}) =>
  fetch(link, { method: 'POST', body, headers, redirect: 'manual' });

const lettersOn = async (reference: string): Promise<Mail[]> =>
  (await homeward.mail()).filter(isOf(reference));

describe('a letter on one machine', () => {
  it('is answered by its link: the decision opens the next step, and the page says so', async () => {
    const { reference, link } = await asked();
    const form = await formAt(link, 'decide');
    form.set('outcome', 'strategy-discussion');
    form.set('reason', 'The third time this month.');
    const sent = await post(link, form, { 'sec-fetch-site': 'same-origin' });
    expect(sent.status).toBe(303);
    const next = new URL(sent.headers.get('location') ?? '', link).href;
    expect(next.replace(/\?said=decide\.\d+\.[\w-]{22}$/, '')).toBe(link);
    await homeward.inboxWith('the strategy discussion is asked for', (mail) =>
      mail.some(({ subject }) => subject.includes('strategy discussion') && subject.endsWith(reference)),
    );
    const page = await (await fetch(next)).text();
    expect(page).toContain('Your answer is recorded');
    expect(page).toContain(': strategy discussion.');
    const again = await post(link, form);
    expect(again.status).toBe(409);
  }, 60_000);

  it('leads from the inbox to its answer page by a link that can be followed', async () => {
    const { link } = await asked();
    const inbox = await (await fetch(homeward.local.inboxUrl, { headers: { accept: 'text/html' } })).text();
    expect(inbox).toContain(`<a rel="noreferrer" href="${link}#decide">`);
  }, 60_000);

  it('is passed on to the deputy at once', async () => {
    const { reference, link } = await asked();
    expect((await post(link, await formAt(link, 'not-me'))).status).toBe(303);
    const mail = await homeward.inboxWith('the deputy is told', (all) =>
      all.some((each) => each.subject.endsWith(reference) && each.text.includes('this is not theirs to do')),
    );
    expect(mail.filter((each) => each.text.includes('this is not theirs to do'))).toHaveLength(1);
  }, 60_000);

  it('is read by scanners without anything coming of it, and shown safely', async () => {
    const { reference, link } = await asked();
    const before = (await lettersOn(reference)).length;
    const shown = await fetch(link);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
      ),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    for (let times = 0; times < 5; times++) {
      const head = await fetch(link, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    }
    const html = await (await fetch(link)).text();
    expect(html).toContain('The child still counts as missing.');
    expect(html).not.toContain('<script');
    await new Promise((wake) => setTimeout(wake, 1500));
    expect(await lettersOn(reference)).toHaveLength(before);
  }, 60_000);

  it('cannot be answered with a forged link, nor from another site', async () => {
    const { reference, link } = await asked();
    const form = await formAt(link, 'not-me');
    const before = (await lettersOn(reference)).length;
    const forged = `${link.slice(0, -4)}AAAA`;
    const tries = [
      await fetch(forged),
      await post(forged, form),
      await post(link, form, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 400]);
    for (const each of tries) expect(await each.text()).toContain('Nothing was recorded');
    await new Promise((wake) => setTimeout(wake, 1500));
    expect(await lettersOn(reference)).toHaveLength(before);
  }, 60_000);

  it('cannot be answered by a producer that claims to be the page', async () => {
    const { reference } = await asked();
    const data = { task: 'triage', outcome: 'no-strategy-discussion', at: '2026-11-20T22:05:00Z' };
    const claim = message({ type: 'task.recorded', subject: reference, time: '2026-11-20T22:05:00Z', data });
    await homeward.send({ ...claim, source: 'urn:homeward:answers:kent' });
    await until('the front door is told that it cannot be read', async () =>
      (await homeward.mail()).some(({ subject }) => subject.includes('could not be read')),
    );
  }, 60_000);
});
