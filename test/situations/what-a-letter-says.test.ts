import { describe, expect, it } from 'vitest';
import { ASHA, caseOf, found, reported } from './cast.ts';
import { lettersOf, played, procedure, type Said } from './playing.ts';

const kent = procedure('kent');
const PERSONAL = /Asha|Example|2012-05-14|14 May|High Street|knife|L1 |E10000016/;

const story: Said[] = [
  caseOf('2026-11-02T09:00:00Z', { ...ASHA, localAuthorityId: 'L1', nhsNumber: '943 476 5919' }),
  reported('MP-1', {
    person: { ...ASHA, localAuthorityId: 'L1', policePersonId: 'P-1' },
    risk: 'high',
    missingFrom: '14 High Street',
    circumstances: 'Asha left with a knife',
    policeDistrict: 'Maidstone',
  }),
  found('2026-11-21T09:00:00Z', 'MP-1', {
    outcome: 'found',
    locatedAt: '2026-11-21T08:00:00Z',
    returnedTo: '14 High Street',
    harmDisclosed: true,
  }),
];

describe('what a letter says', () => {
  it('initials, references, risk and time; no name, address, date of birth or word of the circumstances', async () => {
    const letters = await lettersOf(await played(kent, story, '2026-11-22T00:00:00Z'));
    expect(letters.length).toBeGreaterThan(10);
    for (const { subject, text } of letters) {
      expect(`${subject}\n${text}`).not.toMatch(PERSONAL);
      expect(text).toContain('Child: AE');
      expect(text).toContain('Police reference: MP-1');
      expect(text).toContain('Case reference: L1');
    }
  });

  it('the page for the screen holds no more than the plain text', async () => {
    const world = await played(kent, story, '2026-11-22T00:00:00Z');
    for (const { letter } of world.post.sent) expect(letter.html).not.toMatch(PERSONAL);
  });

  it('what is asked, by when and under which clause', async () => {
    const letters = await lettersOf(await played(kent, story, '2026-11-22T00:00:00Z'));
    const asked = letters.find(({ rule, to }) => rule === 'return-interview' && to.startsWith('kim'));
    expect(asked?.text).toContain('Please offer this child a return home interview');
    expect(asked?.text).toContain('To be done by:\n- Tuesday 24 November 2026 at 08:00');
    expect(asked?.text).toContain('in the case system: task return-interview');
    expect(asked?.text).toContain('Clause: KENT-5.7-a');
  });

  it('why it came, in lines that each end in the clauses they rest on', async () => {
    const letters = await lettersOf(await played(kent, story, '2026-11-22T00:00:00Z'));
    for (const { text } of letters) {
      const why = text.split('Why you are told:\n')[1]?.split('\n\n')[0]?.split('\n').slice(1) ?? [];
      expect(why.length).toBeGreaterThan(0);
      for (const line of why) expect(line).toMatch(/\[(KENT|D17|DFE)-[^\]]+\]$/);
    }
    const routed = letters.find(({ rule, to }) => rule === 'case-holder-notice' && to.startsWith('kim'));
    expect(routed?.text).toContain('- The case is open (child in need) [KENT-4.3-b, KENT-5.2-c]');
  });

  it('all letters of one absence are one thread', async () => {
    const world = await played(kent, story, '2026-11-22T00:00:00Z');
    expect(new Set(world.post.sent.map(({ letter }) => letter.headers['References'])).size).toBe(1);
  });

  it('what a sender writes into a reference stays on its line', async () => {
    const world = await played(kent, [reported('MP-1 _/.-')], '2026-11-20T23:00:00Z');
    for (const { letter } of world.post.sent) expect(letter.subject).not.toMatch(/[\r\n]/);
  });
});
