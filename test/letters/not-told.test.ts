// Who has not been reached is said by every letter, and the front door reads what it is to do about it.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { ASHA, caseOf, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { lettersToAnswer } from './every-letter.ts';
import { letters, under } from './reading.ts';

const kent = procedure('kent');

describe('a letter for somebody without an address', () => {
  const known = caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1' }, { keyworker: null });
  const told = async () => {
    const all = await letters(kent, [known, reported('MP-1')], '2026-11-20T22:06:00Z');
    const forThem = all.find(({ rule }) => rule === 'case-holder-notice')?.text ?? '';
    return { forThem, others: all.filter(({ text }) => text !== forThem).map(({ text }) => text) };
  };

  it('says that they have not been told, and that whoever reads it is asked to pass it on', async () => {
    const { forThem } = await told();
    expect(forThem.split('\n')[2]).toMatch(
      /^The keyworker and the keyworker team have not been told: you, the front door, are asked to pass this on\. |^The keyworker team and the keyworker have not been told: you, the front door, are asked to pass this on\. /,
    );
    expect(under('Not reached', forThem)).toEqual([
      expect.stringMatching(
        /keyworker.*: no address that may be used is known; you will have to pass it on$/,
      ),
    ]);
  });

  it('does not count the front door, which reads it, among those who were told beside it', async () => {
    const { forThem } = await told();
    expect(forThem).not.toMatch(/^- Told.*front door/m);
  });

  it('has no link to pass it further down the line: the reader passes it on by hand', async () => {
    const all = await lettersToAnswer('kent/under-police-protection.yaml', kent);
    const [forThem, own] = [
      all.find(({ rule }) => rule === 'return-interview'),
      all.find(({ rule }) => rule === 'risk-query'),
    ].map((each) => each?.letter.text);
    expect(forThem).toMatch(/^Answer with this link:\n- I have passed it on: https:/m);
    expect(forThem).not.toMatch(/This is not for me|I have seen this/);
    expect(own).toMatch(/^- This is not for me: pass it on: https:/m);
  });

  it('is for the reader to pass on in other words, not to record as done', async () => {
    const all = await lettersToAnswer('kent/under-police-protection.yaml', kent);
    const text = all.find(({ rule }) => rule === 'return-interview')?.letter.text ?? '';
    expect(text).toContain(
      'What you are asked to do:\n- Pass it on now, by telephone or in your own words: do not forward this mail, its links are yours.',
    );
    expect(text).not.toMatch(/^- Record( that it is done)?: /m);
    expect(text).toContain(
      '- They record it in the case system when they have done it, not when you have passed it on: task return-interview, as done.',
    );
    expect(text).toMatch(/^Their deadline:\n- Tuesday 24 November 2026 at 08:00, /m);
    expect(text).not.toContain('To be done by:');
  });

  it('promises no reminder to somebody who cannot have it, and names whoever has it instead', async () => {
    const all = await lettersToAnswer('kent/under-police-protection.yaml', kent);
    const text = all.find(({ rule }) => rule === 'return-interview')?.letter.text ?? '';
    expect(under('If they do not do it', text)).toEqual([
      'Mon 23 Nov 08:00: reminder to you in the place of keyworker and keyworker team',
      'Tue 24 Nov 08:01: escalation to head of service, and to you in the place of keyworker and keyworker team',
      'that you have passed it on stops none of these',
    ]);
  });

  it('is not counted as having reached them by any other letter', async () => {
    const { others } = await told();
    expect(others.length).toBeGreaterThan(0);
    for (const text of others) {
      expect(text).not.toMatch(/^- Told.*keyworker/m);
      expect(under('Not reached', text).join()).toMatch(/keyworker/);
    }
  });
});

describe('a letter that is withheld from an authority', () => {
  const withhold = [
    {
      id: 'placement-alleged',
      clauses: ['KENT-4.3-e'],
      from: ['placing-authority'],
      because: 'harm there is alleged',
    },
  ];
  const wary: Policy = { ...kent, versions: kent.versions.map((version) => ({ ...version, withhold })) };

  it('says at the top from whom, why, and that the front door decides', async () => {
    const placed = reported('MP-1', { responsibleAuthority: 'E06000035' });
    const all = await letters(wary, [placed], '2026-11-20T22:06:00Z');
    const text = all.find(({ rule }) => rule === 'placing-authority-letter')?.text ?? '';
    const [signal, , lead] = text.split('\n');
    expect(signal).toBe(
      'Notice, not sent to the placing authority, for front door. The procedure requires it.',
    );
    expect(lead).toMatch(
      /^This was for the placing authority and was not sent there, because harm there is alleged\. /,
    );
    expect(text).toMatch(
      /^What you are asked to do:\n- Please decide who is told of what follows, and tell them yourself\.$/m,
    );
    expect(under('Not told', text)).toEqual(['the placing authority, because harm there is alleged']);
    for (const other of all) {
      if (other.rule === 'front-door-notice') expect(other.text).not.toMatch(/not sent to/);
    }
  });
});
