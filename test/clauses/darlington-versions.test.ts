// Two protocols of one authority: what the later one says anew, what it leaves out, and what goes on as it was.
import { describe, expect, it } from 'vitest';
import { asPage } from '../../local/commands/print.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { versionOn } from '../../shared/core/policy.ts';
import { procedureInWords } from '../../shared/policy/in-words/procedure.ts';
import { lettersOf, played, procedure } from '../situations/playing.ts';

const darlington = procedure('darlington');
const [of2017, of2018] = darlington.versions;

/** As if the protocol had never been followed by another. */
const still2017 = { ...darlington, versions: darlington.versions.slice(0, 1) } as Policy;

describe('the ladder', () => {
  it('D18-GAP-a: stands in the version of 2018 rung by rung, each as taken from that of 2017', () => {
    const ladder = (of2018?.rules ?? []).filter(({ clauses }) =>
      clauses.some((each) => /^D17-7\.13-[abd]$/.test(each)),
    );
    expect(ladder.map(({ id, inheritedFrom }) => [id, inheritedFrom])).toEqual([
      ['head-of-service-under-10', 'version 2017'],
      ['head-of-service-24-hours', 'version 2017'],
      ['director-highest-risk', 'version 2017'],
    ]);
    expect(of2018?.ladderChosenBecause).toContain('silent on the ladder of 2017');
  });

  it('D18-GAP-a: is printed for signature as inherited', () => {
    const page = asPage(procedureInWords(darlington, versionOn(darlington, '2026-11-20')));
    const rung = page.slice(page.indexOf('Head of service 24 hours'));
    expect(rung.slice(0, 900)).toMatch(/Inherited\s+from version 2017/);
  });
});

describe('the protocol of 2018', () => {
  it('leaves out what it says otherwise of schools, and nothing else of that of 2017', () => {
    const ids = new Set(of2018?.rules.map(({ id }) => id));
    expect(of2017?.rules.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([
      'missing-education-10-days',
      'missing-education-panel',
      'missing-education-discussed',
    ]);
  });
});

describe('a pupil who has been out of school since Friday 6 November', () => {
  const absence = {
    at: '2026-11-09T09:00:00Z',
    type: 'education.absence',
    data: {
      person: { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' },
      school: 'Elm School',
      lastAttendedOn: '2026-11-06',
      unauthorised: true,
    },
  };
  const toFrontDoor = async (policy: Policy) => {
    const world = await played(policy, [absence], '2026-12-07T12:00:00Z');
    const letters = await lettersOf(world);
    return letters
      .filter(({ rule }) => /^missing-education-\d+-days$/.test(rule))
      .map(({ at, rule }) => `${at.slice(0, 10)} ${rule}`);
  };

  it('DIS-8: is told of on school days 10 and 20 under the protocol of 2017', async () => {
    expect([...new Set(await toFrontDoor(still2017))]).toEqual([
      '2026-11-20 missing-education-10-days',
      '2026-12-04 missing-education-20-days',
    ]);
  });

  it('DIS-8: is told of on school days 5 and 20 under that of 2018', async () => {
    expect([...new Set(await toFrontDoor(darlington))]).toEqual([
      '2026-11-13 missing-education-5-days',
      '2026-12-04 missing-education-20-days',
    ]);
  });
});
