// The heading of a letter: what has happened, and what is asked or left to do because of it.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { found, ROBIN, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { lettersOfScenario } from './every-letter.ts';
import { letters } from './reading.ts';

const darlington = procedure('darlington');
const kent = procedure('kent');

describe('the heading of a letter', () => {
  const headingOf = async (scenario: string, policy: Policy, rule: string) => {
    const all = await lettersOfScenario(scenario, policy);
    return all.find((each) => each.rule === rule)?.letter.text.split('\n')[1];
  };

  it('has what is asked, where what has happened does not say it', async () => {
    expect(await headingOf('kent/found.yaml', kent, 'return-interview')).toBe(
      'Missing child found: return interview',
    );
    expect(
      await headingOf('darlington/pupil-not-located.yaml', darlington, 'missing-education-20-days'),
    ).toBe('Pupil missing education for 20 school days: entry in the missing education list');
  });

  it('has what a notice is about that the file has a name for, in its subject never', async () => {
    const all = await lettersOfScenario('kent/sixteen-on-the-day-found.yaml', kent);
    const { text, subject } = all.find(({ rule }) => rule === 'homeless-at-16-or-17')?.letter ?? {};
    expect(text?.split('\n')[1]).toBe('Missing child found: housing at 16 or 17');
    expect(subject).toMatch(/^Notice - Missing child found - /);
  });

  it('says nothing twice: neither a question that it asks, nor what a notice is called', async () => {
    expect(await headingOf('kent/nobody-decides-on-triage.yaml', kent, 'triage')).toMatch(
      /: is a strategy discussion needed\?$/,
    );
    expect(await headingOf('kent/found.yaml', kent, 'stand-down')).toBe(
      'Missing child found: 2 tasks still yours',
    );
  });

  it('names what is left to do of an absence that is over, where no task stands for it', async () => {
    const ask = {
      id: 'thank-the-finder',
      clauses: ['D17-7.8-c'],
      basis: 'statutory',
      upon: 'ended',
      do: 'remind',
      to: [{ role: 'front-door' }],
      says: 'Please thank whoever found the child.',
    } as const;
    const versions = darlington.versions.map((version) => ({ ...version, rules: [...version.rules, ask] }));
    const back = found('2026-11-20T23:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:30:00Z',
      seenByPoliceAt: '2026-11-20T22:40:00Z',
    });
    const all = await letters(
      { ...darlington, versions },
      [reported('ME-1', { person: ROBIN }), back],
      '2026-11-20T23:01:00Z',
    );
    const letter = all.find(({ rule }) => rule === ask.id);
    expect(letter?.text.split('\n')[1]).toBe('Missing child found: thank the finder');
  });
});
