// The console of the running pipeline: the page of an episode that was reported, and the clock moved by its form.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { message, Pipeline } from '../pipeline.ts';

const pipeline = new Pipeline('--authority', 'darlington', '--clock', '2026-11-20T22:05:00Z');
beforeAll(() => pipeline.start());
afterAll(() => pipeline.clear());

const LATE = { givenName: 'Robin', familyName: 'Example', dateOfBirth: '2017-03-02' };

it('shows an episode as soon as it is reported, and does on the way what falls due while its clock is moved', async () => {
  const { endpoint, consoleUrl } = pipeline.local as unknown as { endpoint: string; consoleUrl: string };
  expect(consoleUrl).toBe(`${endpoint}/`);
  const data = { person: LATE, category: 'missing', risk: 'medium', lastSeenAt: '2026-11-20T20:30:00Z' };
  await pipeline.send(
    message({ type: 'missing.reported', subject: 'ME-1', time: '2026-11-20T22:05:00Z', data }, 'darlington'),
  );
  await pipeline.inboxWith('The front door is told', (mail) =>
    mail.some(({ to }) => to.includes('director@darlington.example')),
  );
  expect(await page(consoleUrl)).toContain('href="/episode?ref=ME-1"');
  expect(await page(`${endpoint}/episode?ref=ME-1`)).toContain('RE, ME-1: missing');
  expect(await page(`${endpoint}/queues`)).toContain(
    'wake-ups that the Scheduler could not put on their queue',
  );

  const form = { method: 'POST', body: 'step=hours', redirect: 'manual' as const };
  expect(
    (await fetch(`${endpoint}/clock`, { ...form, headers: { origin: 'http://evil.example' } })).status,
  ).toBe(403);
  expect((await fetch(`${endpoint}/clock`, { ...form, headers: { origin: endpoint } })).status).toBe(303);
  const mail = await pipeline.inboxWith('The head of service is told', (all) =>
    all.some(({ to }) => to.includes('head.of.service@darlington.example')),
  );
  const [told] = mail.filter(({ to }) => to.includes('head.of.service@darlington.example'));
  expect(told?.at).toMatch(/^2026-11-20T23:30:0/);
  expect(await page(`${endpoint}/clock`)).toContain('Saturday 21 November 2026 at 04:05');
});

const page = async (url: string): Promise<string> => (await fetch(url)).text();
