// The worst is said plainly and gently: who says it, when the word came, what to do first, and nothing of the routine.
import { describe, expect, it } from 'vitest';
import { found, reported } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { goOn, lettersOf, played, procedure } from '../situations/playing.ts';
import { letters, under } from './reading.ts';

const kent = procedure('kent');
const OUTCOME = { outcome: 'deceased', locatedAt: '2026-11-21T10:00:00Z' };
const worst = (at: string, rest: Partial<Said> = {}) => found(at, 'MP-1', OUTCOME, rest);
const BY_CARER = { source: 'urn:carer:aunt', sender: 'case-system' };

const textTo = async (role: string, ...said: Said[]): Promise<string> => {
  const all = await letters(kent, [reported('MP-1'), ...said], '2026-11-21T11:30:00Z');
  const isTo = (action: string) => action.endsWith(`/${role}`);
  return all.findLast(({ rule, actions }) => rule.startsWith('deceased') && actions.some(isTo))?.text ?? '';
};
const textOf = (...said: Said[]): Promise<string> => textTo('front-door', ...said);

describe('a letter about the worst', () => {
  it('says what the police have reported, and when, before anything else', async () => {
    const [, heading, lead] = (await textOf(worst('2026-11-21T10:30:00Z'))).split('\n');
    expect(heading).toBe('Telephone the police now');
    expect(lead).toBe(
      'The police have reported that this child has died. Their message came on Saturday 21 November 2026 at 10:30. AE, aged 14, police reference MP-1.',
    );
  });

  it('says when the message was sent, where it was long on its way', async () => {
    const text = await textOf(worst('2026-11-21T10:30:00Z', { time: '2026-11-21T09:45:00Z' }));
    expect(text).toContain(
      'Their message was sent on Saturday 21 November 2026 at 09:45 and came on Saturday 21 November 2026 at 10:30.',
    );
  });

  it('does not lay in the mouth of the police what somebody else says', async () => {
    const text = await textOf(worst('2026-11-21T10:30:00Z', BY_CARER));
    expect(text).toContain('A carer has reported that this child has died.');
    expect(text).toContain('The police have not said so here yet.');
    expect(text).not.toContain('The police have reported');
  });

  it('asks for one thing, and says that nothing follows by itself', async () => {
    const text = await textOf(worst('2026-11-21T10:30:00Z'));
    expect(text).toContain('- Please telephone the police on 101 before you do anything else');
    expect(under('If you do nothing', text)).toEqual(['no letter follows, and nobody else is told']);
    expect(text).not.toMatch(/nobody will chase|ring 999|Missing episodes|worst outcome/);
  });

  it('sends the director to the front door before the police', async () => {
    const text = await textTo('director', worst('2026-11-21T10:30:00Z'));
    expect(text.split('\n')[1]).toBe('Telephone the front door now');
    expect(text).toContain('- Please telephone the front door now; the police, on 101, only where');
    expect(text).not.toContain('before you do anything else');
    expect(text).toMatch(/^- Front door: telephone 01632 960 \d+\.$/m);
  });

  it('says to whoever stands in for the front door what the front door would do', async () => {
    const world = await played(kent, [reported('MP-1')], '2026-11-21T09:00:00Z');
    world.post.answer = ({ to }) => (to === 'out.of.hours@kent.example' ? 'refuse' : 'accept');
    await goOn(world, [worst('2026-11-21T10:30:00Z')], '2026-11-21T11:30:00Z');
    const deputys = (await lettersOf(world)).findLast(({ rule }) => rule === 'not-delivered');
    expect(deputys?.text.split('\n')[1]).toBe('Telephone the police now');
  });
});
