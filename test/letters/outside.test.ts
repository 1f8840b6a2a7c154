// A letter that leaves the authority: whose roles it speaks of, what its reader will hear, and whom to ask.
import { describe, expect, it } from 'vitest';
import { ASHA, found, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { letters, under } from './reading.ts';

const kent = procedure('kent');
const MEDWAY = 'E06000035';
const placed = reported('MP-1', {
  person: { ...ASHA, localAuthorityId: 'L9' },
  responsibleAuthority: MEDWAY,
});
const back = found('2026-11-21T09:00:00Z', 'MP-1', {
  outcome: 'found',
  returnedAt: '2026-11-21T08:00:00Z',
  seenByPoliceAt: '2026-11-21T08:30:00Z',
});

describe('a letter to the authority that placed a child', () => {
  const covering = async () => {
    const all = await letters(kent, [placed], '2026-11-20T22:06:00Z');
    return all.find(({ rule }) => rule === 'placing-authority-letter')?.text ?? '';
  };

  it("never calls a role of ours as if it were its reader's", async () => {
    const text = await covering();
    expect(under('Told at the same time', text)).toEqual(["Kent's team manager and front door"]);
    expect(under("Kent's case reference", text)).toEqual(['L9']);
    expect(text).toMatch(/^Questions: Kent's front door, telephone 01632 960 216\.$/m);
    expect(text).not.toMatch(/(?<!Kent's )(?<!and )\b(team manager|head of service)\b/);
  });

  it('says that a chaser comes once the child is back, and when', async () => {
    const text = await covering();
    expect(under('If you do nothing', text)).toEqual([
      'nobody chases what is asked now; what is asked once the child is back stands below',
    ]);
    expect(under('Comes next', text).slice(-2)).toEqual([
      'once the child is back: request to you about "placing authority\'s interview", to be done 72 hours after the return at the latest',
      'once the child is back: chaser to you, 14 days after that deadline, 3 times at most, if nothing is recorded by then',
    ]);
  });

  it('says where what it asks for is to be sent, and that no reply is read', async () => {
    expect(await covering()).toContain(
      "\n- Kent's front door can say who AE is, telephone 01632 960 216, and has what you send, front.door@kent.example: replies to this mail are not read.\n",
    );
    const all = await letters(kent, [placed], '2026-11-20T22:06:00Z');
    for (const { text } of all.filter((each) => !each.text.includes(' from Kent, ')))
      expect(text).not.toContain('can say who');
  });

  it('has the chaser on its plan, and no such promise any more, once the child is back', async () => {
    const all = await letters(kent, [placed, back], '2026-11-21T09:01:00Z');
    const asked = all.find(({ rule }) => rule === 'placing-authority-interview')?.text;
    expect(under('If it is not done', asked)).toEqual([
      expect.stringMatching(/^Tue 8 Dec 08:00: chaser to you$/),
    ]);
    expect(asked).not.toContain('once the child is back');
  });

  it('names an authority beside its code, where it says why it came', async () => {
    expect(await covering()).toContain('another authority is responsible (Medway, E06000035)');
  });
});

describe('a letter to a colleague about a child of another authority', () => {
  it('speaks of our roles as the reader does', async () => {
    const all = await letters(kent, [placed], '2026-11-20T22:06:00Z');
    const inside = all.find(({ rule }) => rule === 'front-door-notice')?.text;
    expect(inside).not.toContain("Kent's");
    expect(under('Told at the same time', inside).join()).toContain('placing authority');
    expect(inside).not.toContain('once the child is back');
  });
});
