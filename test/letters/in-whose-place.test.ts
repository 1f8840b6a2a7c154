// A letter that is not at its own reader's: it says first whom it is for, and why it is here.
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../local/simulate.ts';
import { REPORTED, ROBIN, reported } from '../situations/cast.ts';
import { goOn, lettersOf, procedure } from '../situations/playing.ts';
import { lettersOfScenario } from './every-letter.ts';
import { letters } from './reading.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');
const linesOf = (text = ''): string[] => text.split('\n');
const whyIn = (text = ''): string => /^Why you are told:\n- (.+)$/m.exec(text)?.[1] ?? '';

describe('a letter for a keyworker without an address', () => {
  const toTheKeyworker = async () => {
    const all = await lettersOfScenario('kent/under-police-protection.yaml', kent);
    return all.find(({ rule }) => rule === 'return-interview')?.letter;
  };

  it('says at the top whom it is for, and why it comes to the front door', async () => {
    const [signal, , lead] = linesOf((await toTheKeyworker())?.text);
    expect(signal).toBe(
      'Request, for front door, to pass on to keyworker team and keyworker. The procedure requires it.',
    );
    expect(lead).toMatch(
      /^The keyworker team and the keyworker have not been told: you, the front door, are asked to pass this on\. AE, /,
    );
  });

  it('does not tell the front door that it is the keyworker', async () => {
    const text = (await toTheKeyworker())?.text;
    expect(whyIn(text)).toBe(
      'This letter was for the keyworker team and the keyworker; it comes to you as the front door, because no address of theirs is known that may be used. The procedure requires it.',
    );
    expect(text).not.toContain('You are told as');
  });
});

describe('a letter that was passed on', () => {
  it('says at the top that it was, when, and whom it was first for', async () => {
    const world = emptyWorld(darlington, REPORTED);
    world.post.answer = ({ to }) => (to.startsWith('head.of.service') ? 'refuse' : 'accept');
    await goOn(world, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    const passed = (await lettersOf(world)).find(({ rule }) => rule === 'not-delivered');
    const [signal, , lead] = linesOf(passed?.text);
    expect(signal).toBe('Urgent: escalation, passed on, for assistant director. The procedure requires it.');
    expect(lead).toMatch(
      /^Passed on to you on Friday 20 November 2026 at 23:30: it was first for the head of service\. RS, /,
    );
    expect(whyIn(passed?.text)).toBe(
      'You are told as assistant director, next in line after the head of service; the procedure requires it.',
    );
  });

  it('is no letter that came at once to its own reader', async () => {
    const all = await letters(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:31:00Z');
    for (const { text } of all) expect(text).not.toMatch(/passed on|to pass on|This is for|next in line/i);
  });
});
