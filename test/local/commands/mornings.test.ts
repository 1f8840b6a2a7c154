// What a play shows of the morning digest, in every form that it is read in.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { homeward } from './homeward.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-mornings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const person = {
  givenName: 'Robin',
  familyName: 'Example',
  dateOfBirth: '2011-03-02',
  localAuthorityId: 'L1',
};
const missing = (at: string, subject: string) => ({
  at,
  type: 'missing.reported',
  subject,
  data: { person, category: 'missing', risk: 'medium', missingFrom: 'home', reportedAt: at },
});
const found = (at: string, subject: string) => ({
  at,
  type: 'missing.found',
  subject,
  data: { locatedAt: at, outcome: 'found' },
});

/** The fourth time in thirty days: the director's copy is kept for the digest of Tuesday. The child is found on Wednesday. */
const often = {
  about: 'Missing for the fourth time in thirty days',
  until: '2026-11-26T12:00:00Z',
  messages: [
    ...[2, 6, 10].flatMap((day, n) => {
      const date = (d: number) => `2026-11-${String(d).padStart(2, '0')}`;
      return [
        missing(`${date(day)}T20:00:00Z`, `M-${n + 1}`),
        found(`${date(day + 1)}T09:00:00Z`, `M-${n + 1}`),
      ];
    }),
    missing('2026-11-23T20:00:00Z', 'M-4'),
    found('2026-11-25T09:00:00Z', 'M-4'),
  ],
};
const story = join(folder, 'often.json');
writeFileSync(story, JSON.stringify(often));

describe('a play of an authority that reads a morning digest', () => {
  it('says of each morning who reads it, what it has of each child, and the copies kept for it', () => {
    const { stdout } = homeward('simulate', 'example', story);
    expect(stdout).toContain(`Tuesday 24 November 2026
07:30  digest      head-of-service, director
                   head.of.service@saltmarsh.example, director@saltmarsh.example
                   M-4 open, 2 due today
                   copy for director
                   DFE-20-a
`);
    expect(stdout).not.toMatch(/(Saturday|Sunday) .*\n07:30 {2}digest/);
  });

  it('has them apart from the letters of each episode, which stay as they are', () => {
    const { stdout } = homeward('simulate', 'example', story, '--json');
    const { actions, digests } = JSON.parse(stdout);
    expect(actions.filter(({ rule }: { rule: string }) => rule.includes('digest'))).toEqual([]);
    expect(digests.map(({ at }: { at: string }) => at.slice(0, 16))).toContain('2026-11-24T07:30');
    const [kept] = digests.filter(({ lines }: { lines: { copies: object[] }[] }) =>
      lines.some(({ copies }) => copies.length > 0),
    );
    expect(kept).toMatchObject({ at: '2026-11-24T07:30:00.000Z', roles: ['head-of-service', 'director'] });
  });

  it('marks them in the picture: each that has a copy, one for all that follow each other without', () => {
    const [page, drawing] = [join(folder, 'a.html'), join(folder, 'a.svg')];
    homeward('simulate', 'example', story, '--html', page, '--svg', drawing);
    for (const file of [page, drawing]) {
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('Morning digest to head of service');
      expect(text).toContain('with the copy for director');
      expect(text).toMatch(/\d mornings, the last on/);
    }
  });

  it('explains a copy that stood in a digest, also once the child is back', () => {
    const { stdout } = homeward('explain', 'example', story, '--episode', 'M-4');
    expect(stdout).toContain(`Director copy (director-copy)
  Told director in the morning digest on Tuesday 24 November 2026 at 07:30 [DFE-20-a]
  Not told: the child is no longer missing [DFE-20-a]
`);
    const third = homeward('explain', 'example', story, '--episode', 'M-3').stdout;
    expect(third).not.toContain('in the morning digest on');
  });

  it('shows none to whoever has none', () => {
    const { stdout } = homeward('simulate', 'kent', story);
    expect(stdout).not.toContain('digest');
  });
});
