import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../local/simulate.ts';
import { caseOf, found, KIM, LEE, reported } from './cast.ts';
import { goOn, lettersOf, mail, played, procedure } from './playing.ts';

const kent = procedure('kent');
const child = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14', localAuthorityId: 'L1' };
const open = caseOf('2026-11-02T09:00:00Z', child);
const report = reported('MP-1', { person: child });
const handover = caseOf('2026-11-21T10:00:00Z', child, { keyworker: LEE });
const back = found('2026-11-21T12:00:00Z', 'MP-1', { outcome: 'found', returnedAt: '2026-11-21T11:00:00Z' });

describe('when the child gets another keyworker while missing', () => {
  it('the new one is told, and the team is not told again', async () => {
    const world = await played(kent, [open, report, handover], '2026-11-21T11:00:00Z');
    expect(await mail(world, 'case-holder-notice')).toEqual([
      '2026-11-20 22:05 case-holder-notice north',
      '2026-11-20 22:05 case-holder-notice kim',
      '2026-11-21 10:00 case-holder-notice lee',
    ]);
    const letter = (await lettersOf(world)).find(({ to }) => to.startsWith('lee'));
    expect(letter?.subject, 'it is no late letter').not.toContain('late');
  });

  it('the stand-down goes to both, the interview to the new one', async () => {
    const world = await played(kent, [open, report, handover, back], '2026-11-21T13:00:00Z');
    expect((await mail(world, 'stand-down')).map((line) => line.split(' ').at(-1))).toEqual(
      expect.arrayContaining(['kim', 'lee', 'north', 'out.of.hours']),
    );
    expect(await mail(world, 'return-interview')).toEqual(
      expect.arrayContaining([
        '2026-11-21 12:00 return-interview lee',
        '2026-11-21 12:00 return-interview north',
      ]),
    );
    expect(await mail(world, 'return-interview')).toHaveLength(2);
  });

  it('the same keyworker, said again, is told once', async () => {
    const world = await played(
      kent,
      [open, report, { ...open, at: '2026-11-21T09:00:00Z' }],
      '2026-11-21T11:00:00Z',
    );
    expect(await mail(world, 'case-holder-notice')).toHaveLength(2);
  });

  it('a keyworker without an address does not inherit the address of the last', async () => {
    const nameOnly = caseOf('2026-11-21T10:00:00Z', child, { keyworker: { name: 'Lee Example' } });
    const world = await played(kent, [open, report, nameOnly, back], '2026-11-21T13:00:00Z');
    const asked = (await lettersOf(world)).filter(({ rule }) => rule === 'return-interview');
    expect(asked.map(({ to }) => to).sort()).toEqual(['north@kent.example', 'out.of.hours@kent.example']);
  });

  it('a case that is opened while the child is missing brings its keyworker in', async () => {
    const world = await played(
      kent,
      [report, { ...open, at: '2026-11-21T09:00:00Z' }],
      '2026-11-21T11:00:00Z',
    );
    expect(await mail(world, 'case-holder-notice')).toEqual([
      '2026-11-20 22:05 case-holder-notice adolescent.early.help',
      '2026-11-21 09:00 case-holder-notice north',
      '2026-11-21 09:00 case-holder-notice kim',
    ]);
  });

  it('a status that the case system does not know any more brings early help in, and the keyworker stays', async () => {
    const unsure = caseOf('2026-11-21T09:00:00Z', child, { status: null, keyworker: KIM });
    const world = await played(kent, [open, report, unsure, back], '2026-11-21T13:00:00Z');
    expect(await mail(world, 'case-holder-notice', 'triage')).toEqual([
      '2026-11-20 22:05 case-holder-notice north',
      '2026-11-20 22:05 case-holder-notice kim',
      '2026-11-21 09:00 triage out.of.hours.manager',
      '2026-11-21 09:00 case-holder-notice adolescent.early.help',
    ]);
    expect((await mail(world, 'return-interview')).map((line) => line.split(' ').at(-1)).sort()).toEqual([
      'adolescent.early.help',
      'kim',
      'north',
    ]);
  });
});

describe('when a role gets another mailbox', () => {
  it('what it was told is not told again, what is new goes to the new one, the stand-down to the old', async () => {
    const world = emptyWorld(kent, report.at);
    await goOn(world, [report], '2026-11-20T23:00:00Z');
    const directory = {
      ...kent.directory,
      'adolescent-early-help': { address: 'new.team@kent.example', verified: '2026-11-21' },
    };
    const moved = { ...world, policy: { ...kent, directory, hash: 'another' } };
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await goOn(moved, [back], '2026-11-21T13:00:00Z');
    expect(await mail(moved, 'case-holder-notice')).toEqual([
      '2026-11-20 22:05 case-holder-notice adolescent.early.help',
    ]);
    expect(await mail(moved, 'return-interview')).toEqual(['2026-11-21 12:00 return-interview new.team']);
    expect(await mail(moved, 'stand-down')).toContain('2026-11-21 12:00 stand-down adolescent.early.help');
    expect(await mail(moved, 'stand-down')).not.toContain('2026-11-21 12:00 stand-down new.team');
  });
});

describe('when a rule gets another name', () => {
  it('what it told under its former name is not told again', async () => {
    const world = emptyWorld(kent, report.at);
    await goOn(world, [report], '2026-11-20T23:00:00Z');
    const versions = kent.versions.map((version) => ({
      ...version,
      rules: version.rules.map((rule) =>
        rule.id === 'triage' ? { ...rule, id: 'first-decision', was: ['triage'] } : rule,
      ),
    }));
    const renamed = { ...world, policy: { ...kent, versions, hash: 'another' } };
    for (const id of world.episodes.ids()) await world.wakeUps.soon(id);
    await goOn(renamed, [], '2026-11-21T12:00:00Z');
    expect(await mail(renamed, 'triage', 'first-decision')).toHaveLength(1);
  });
});
