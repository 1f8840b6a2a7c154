import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { generated } from '../../docs/generate.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import { formatFault, listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { textOf } from './edited.ts';

function policyOf(authority: string): Policy {
  const loaded = loadAuthority(authority);
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
  return loaded.policy;
}

function rulesOf(authority: string): ReadonlyMap<string, Rule> {
  return new Map(
    policyOf(authority).versions.flatMap((version) => version.rules.map((rule) => [rule.id, rule])),
  );
}

/** Those that come with the project; an authority's own file has real addresses. */
const SHIPPED = ['cheshire-east', 'darlington', 'kent'];

describe.each(SHIPPED)('the file of %s', (authority) => {
  it('has no fault, on the day that its addresses were last checked and a year later', () => {
    for (const day of ['2026-11-02', '2027-08-31']) {
      const loaded = loadAuthority(authority, day);
      expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual([]);
    }
  });

  it('bears the name of its authority', () => {
    expect(policyOf(authority).authority.slug).toBe(authority);
  });

  it('invents every address', () => {
    const addresses = textOf(authority).match(/[^\s"'[\]]+@[^\s"',}\]]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });

  it('says every letter in a few short sentences', () => {
    for (const { id, says } of rulesOf(authority).values()) {
      expect([id, says.length]).toEqual([
        id,
        expect.toSatisfy((length: number) => length > 60 && length < 400),
      ]);
      expect(says).toMatch(/^[A-Z][^\n]*\.$/);
    }
  });

  it('is told apart from the same file with one word changed', () => {
    const { hash } = policyOf(authority);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(policyOf(authority).hash).toBe(hash);
    expect(listAuthorities().filter((each) => policyOf(each).hash === hash)).toEqual([authority]);
  });

  it('holds to the schema that editors complete it from, and would not with a word misspelt', () => {
    const path = 'docs/schemas/authority.json';
    expect(textOf(authority).split('\n')[0]).toBe(`# yaml-language-server: $schema=../${path}`);
    const schema = z.fromJSONSchema(JSON.parse(generated().get(path) ?? '{}'));
    const file = parse(textOf(authority));
    expect(schema.safeParse(file).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ ...file, senders: undefined }).success).toBe(false);
    expect(schema.safeParse(parse(textOf(authority).replace('risk: [high]', 'risk: [hihg]'))).success).toBe(
      false,
    );
    expect(schema.safeParse(parse(textOf(authority).replace('{ risk: [high] }', '{}'))).success).toBe(false);
  });
});

describe('the sources that are known', () => {
  const sourcesOf = (authority: string) => policyOf(authority).sources.map(({ urn, is }) => [urn, is]);

  it('are those of the contract', () => {
    expect(sourcesOf('kent')).toEqual([
      ['urn:police:kent:compact', 'police'],
      ['urn:case-system:kent', 'case-system'],
      ['urn:school:ANY', 'school'],
      ['urn:carer:ANY', 'carer'],
    ]);
    expect(sourcesOf('darlington')).toEqual([
      ['urn:police:durham:sleuth', 'police'],
      ['urn:edt:darlington', 'emergency-duty-team'],
      ['urn:case-system:darlington', 'case-system'],
      ['urn:school:ANY', 'school'],
      ['urn:carer:ANY', 'carer'],
      ['urn:authority:ANY', 'other-authority'],
    ]);
  });

  it('have a sender for the police and one for the case system', () => {
    for (const authority of ['kent', 'darlington']) {
      expect(Object.keys(policyOf(authority).senders)).toEqual(
        expect.arrayContaining(['police', 'case-system']),
      );
    }
  });
});

describe("Darlington's ladder of 2017", () => {
  it.each([
    ['head-of-service-under-10', 'D17-7.13-b', 'PT3H', 'over', 'head-of-service'],
    ['head-of-service-24-hours', 'D17-7.13-a', 'PT24H', 'over', 'head-of-service'],
    ['assistant-director-3-days', 'D17-7.13-c', 'PT72H', 'at-least', 'assistant-director'],
  ])('%s acts under %s after %s', (id, clause, elapsed, boundary, role) => {
    const from = { earliest: ['last-seen', 'missing-since', 'reported', 'received'] };
    for (const authority of ['darlington', 'kent']) {
      expect(rulesOf(authority).get(id)).toMatchObject({
        clauses: expect.arrayContaining([clause]),
        upon: 'missing',
        after: { elapsed, boundary, from },
        do: 'escalate',
        to: [{ role }],
      });
    }
  });

  it('asks the age at the start of the absence', () => {
    const ofUs = {
      any: [
        { reportedBy: ['police', 'emergency-duty-team', 'carer', 'school', 'case-system'] },
        { responsibleAuthority: 'ours' },
      ],
    };
    expect(rulesOf('darlington').get('head-of-service-under-10')?.when).toEqual({
      all: [{ age: { under: 10 }, at: 'start' }, ofUs],
    });
    expect(rulesOf('darlington').get('head-of-service-24-hours')?.when).toEqual(ofUs);
  });

  it('calls on the director at once where the risk is high, apart from the routine copy', () => {
    const alert = rulesOf('darlington').get('director-highest-risk');
    const copy = rulesOf('darlington').get('director-copy');
    expect(alert).toMatchObject({ when: { risk: ['high'] }, do: 'escalate', to: [{ role: 'director' }] });
    expect(alert?.after).toBeUndefined();
    expect(copy).toMatchObject({ do: 'report', to: [{ role: 'director' }] });
    expect(copy?.when).toEqual({ person: ['child', 'unborn', 'care-leaver'] });
  });

  it('reaches the head of service whom the contract names', () => {
    expect(policyOf('darlington').directory['head-of-service']?.address).toBe(
      'head.of.service@darlington.example',
    );
  });

  it('stands in Kent with the reason why', () => {
    const { versions } = parse(textOf('kent')) as { versions: Record<string, string>[] };
    expect(versions[0]?.['ladder-chosen-because']).toContain('KENT-5.4-e');
  });
});

describe("Kent's routing of a child", () => {
  it('asks for another authority first, then for an open case, then for the age', () => {
    const rows = policyOf('kent').versions[0]?.routes['case-holder'] ?? [];
    expect(rows.map(({ when, to }) => [when, to])).toEqual([
      [
        { all: [{ responsibleAuthority: 'another' }, { status: ['open'] }] },
        ['placing-authority', 'keyworker', 'keyworker-team'],
      ],
      [{ responsibleAuthority: 'another' }, ['placing-authority']],
      [{ status: ['open'] }, ['keyworker', 'keyworker-team']],
      [{ age: { atLeast: 13 }, at: 'routing' }, ['adolescent-early-help']],
      [undefined, ['intensive-early-help']],
    ]);
  });
});

describe('a return interview', () => {
  it.each(['kent', 'darlington'])(
    'in %s is due 72 hours after the earliest instant that anybody names',
    (authority) => {
      for (const id of ['return-interview', 'placing-authority-interview']) {
        expect(rulesOf(authority).get(id)?.asks).toEqual({
          within: {
            elapsed: 'PT72H',
            from: {
              earliest: [
                'returned',
                'located',
                'seen-by-police',
                'police-closed',
                'found-report',
                'found-received',
              ],
            },
          },
          doneBy: 'interview',
        });
      }
    },
  );
});
