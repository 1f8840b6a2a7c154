// Shadow mode: an authority that tries Homeward out sees everything happen, and nobody but its pilot is written to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressed } from '../../functions/settle/addressed.ts';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { rawMessage } from '../../shared/adapters/raw-message.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import { procedure, recordsOf } from './playing.ts';

const PILOT = 'pilot@kent.example';
const live = procedure('kent');
const onTrial: Policy = { ...live, deployment: { ...live.deployment, shadow: { to: PILOT } } };
const folder = join(import.meta.dirname, '../../examples/scenarios/kent');
const stories = readdirSync(folder).sort();

describe.each(stories)('while Kent is on trial, in %s', (file) => {
  const scenario = readScenario(join(folder, file));

  it('every letter goes to the pilot alone, and says first whom it was for', async () => {
    const asItCounts = await simulate(scenario, live);
    const { world } = await simulate(scenario, onTrial);
    const meant = asItCounts.world.post.sent.map(({ letter }) => letter.to);
    const sent = world.post.sent.map(({ letter }) => letter);
    expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(meant.length > 0 ? [PILOT] : []));
    expect(sent.map(({ meantFor }) => meantFor)).toEqual(meant);
    for (const letter of sent) {
      const [first] = letter.text.split('\n');
      expect(first).toBe(`Trial: this letter was for ${letter.meantFor}, who has not been written to.`);
      expect(
        letter.html.replace(/<style[\s\S]*?<\/style>|<head[\s\S]*?<\/head>|<[^>]*>/g, '').trim(),
      ).toMatch(new RegExp(`^${first?.replaceAll(/[.+]/g, '\\$&')}`));
    }
  });

  it('the envelope and the headers of a letter name no address but the pilot and the sender', async () => {
    const { world } = await simulate(scenario, onTrial);
    for (const { letter } of world.post.sent) {
      const [head = ''] = Buffer.from(rawMessage(letter)).toString().split('\r\n\r\n');
      // What stands in angle brackets is the thread of the episode.
      const named = head.match(/(?<![\w<.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g);
      expect(new Set(named)).toEqual(new Set([live.mail.from, PILOT]));
    }
  });

  it('the record says whom each letter was for, as if it counted', async () => {
    const mailboxes = async (policy: Policy) =>
      (await recordsOf((await simulate(scenario, policy)).world)).flatMap(({ told }) =>
        Object.entries(told).map(([id, telling]) => `${id} ${telling.mailbox} ${telling.state}`),
      );
    expect(await mailboxes(onTrial)).toEqual(await mailboxes(live));
  });
});

describe('a pilot', () => {
  it('is refused outside the allowed domains', () => {
    const text = readFileSync(join(import.meta.dirname, '../../authorities/kent.yaml'), 'utf8');
    const withPilot = (pilot: string) =>
      authorityFrom(text.replace(/^deployment:$/m, `deployment:\n  shadow: { to: ${pilot} }`), 'kent');
    expect(withPilot(PILOT)).toMatchObject({ ok: true, policy: { deployment: { shadow: { to: PILOT } } } });
    expect(withPilot('pilot@elsewhere.com')).toMatchObject({
      ok: false,
      faults: [{ path: '/deployment/shadow/to', message: 'elsewhere.com is not among the allowed domains' }],
    });
  });

  it('is the only mailbox that any code of the functions writes to: letters go out in one place', () => {
    const functions = join(import.meta.dirname, '../../functions');
    const sends = readdirSync(functions, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(join(functions, file), 'utf8').match(/post\.send\(.*/g) ?? []);
    expect(sends).toEqual([expect.stringMatching(/^post\.send\(addressed\(/)]);
  });
});

describe('a letter of an authority on trial', () => {
  const letter = {
    record: 'c-1',
    actions: ['a'],
    from: 'homeward@kent.example',
    to: '"<b>$&"@kent.example',
    subject: 'Notice',
    text: 'The child is missing.',
    html: '<p>The child is missing.</p>',
    headers: {},
  };

  it('has its first line also where the page has no body, and an odd address is text in it', () => {
    const { html } = addressed(letter, onTrial);
    expect(html).toMatch(
      /^<p [^>]*>Trial: this letter was for &#34;&#60;b&#62;&#36;&#38;&#34;@kent\.example/,
    );
    expect(addressed({ ...letter, html: '<html><BODY class="x">Text' }, onTrial).html).toMatch(
      /^<html><BODY class="x"><p [^>]*>Trial/,
    );
  });

  it('is as it was where the authority is not on trial', () => {
    expect(addressed(letter, live)).toBe(letter);
  });
});
