// The printed procedure, as a safeguarding board reads and signs it.
import { describe, expect, it } from 'vitest';
import { asPage } from '../../../local/commands/print.ts';
import type { Policy, Rule } from '../../../shared/core/policy.ts';
import { procedureInWords } from '../../../shared/policy/in-words/procedure.ts';
import { listAuthorities } from '../../../shared/policy/load.ts';
import { procedure } from '../../situations/playing.ts';
import { homeward } from './homeward.ts';

const pagesOf = (policy: Policy): string[] =>
  policy.versions.map((version) => asPage(procedureInWords(policy, version)));
const unwrapped = (page: string): string => page.replaceAll(/\s+/g, ' ');

describe.each(listAuthorities())('the procedure of %s on paper', (authority) => {
  const policy = procedure(authority);
  const pages = pagesOf(policy);

  it('says nothing that a machine would say', () => {
    for (const page of pages) expect(page).not.toMatch(/undefined|\[object|null|NaN|PT\d/);
  });

  it('fits eighty columns', () => {
    for (const page of pages) {
      const broken = page.split('\n').filter((line) => line.length > 80 && /\S\s+\S{1,60}$/.test(line));
      expect(broken).toEqual([]);
    }
  });

  it('holds every rule with its letter and its clauses, every table row and every role', () => {
    for (const [n, version] of policy.versions.entries()) {
      const page = unwrapped(pages[n] ?? '');
      for (const { id, says, clauses } of version.rules) {
        expect(page).toContain(` (${id}) `);
        expect(page).toContain(unwrapped(says.trim()));
        for (const clause of clauses) expect(page).toContain(clause);
      }
      for (const clause of Object.values(version.routes).flatMap((rows) =>
        rows.flatMap((row) => row.clauses),
      )) {
        expect(page).toContain(clause);
      }
      for (const { address } of Object.values(policy.directory)) expect(page).toContain(address);
    }
  });

  it('ends with a place to sign', () => {
    for (const page of pages) expect(page.trimEnd().split('\n').at(-1)).toMatch(/^Signature +_+$/);
  });
});

describe('a rule on paper', () => {
  const kent = procedure('kent');
  const [version] = kent.versions;
  const paper = (changed: (rule: Rule) => Rule): string => {
    const rules = version?.rules.map(changed) ?? [];
    return version ? unwrapped(asPage(procedureInWords(kent, { ...version, rules }))) : '';
  };
  const called = (id: string, named: string) => (rule: Rule) => (rule.id === id ? { ...rule, named } : rule);

  it('stands under the name that the file gives it, and is called so wherever another names it', () => {
    const page = paper(called('triage', 'first look at the report'));
    expect(page).toContain(' First look at the report (triage) ');
    expect(page).toContain('the deadline of "first look at the report", while it is not done');
    expect(page).toContain('the time at which "first look at the report" was done');
    expect(page).not.toContain('"triage"');
  });

  it('stands under its id in plain words where the file gives it no name', () => {
    const page = paper(({ named: _, ...rule }) => rule);
    expect(page).toContain(' Case holder notice (case-holder-notice) ');
    expect(page).toContain('the deadline of "triage", while it is not done');
  });

  it('is told by its id from another of the same name', () => {
    const page = paper((rule) => called('triage', 'first look')(called('risk-query', 'first look')(rule)));
    expect(page).toContain('the deadline of "first look (triage)", while it is not done');
  });
});

describe('the procedure of darlington on paper', () => {
  const darlington = procedure('darlington');
  const [page = ''] = pagesOf(darlington);

  it('tells the ladder in the order of time, under a heading of its own', () => {
    const [, ladder = ''] = /2\. While the child is missing([\s\S]*?)\n3\. /.exec(page) ?? [];
    const rungs = [...ladder.matchAll(/\(([a-z0-9-]+)\)$/gm)].map(([, rule]) => rule);
    expect(rungs).toEqual([
      'head-of-service-under-10',
      'head-of-service-24-hours',
      'absent-review-daily',
      'assistant-director-3-days',
      'missing-childrens-alert',
    ]);
  });

  it('says that there is no ladder where there is none', () => {
    const [version] = darlington.versions;
    if (!version) throw new Error('There is a version');
    const flat = { ...version, rules: version.rules.filter(({ after }) => !after) };
    expect(asPage(procedureInWords(darlington, flat))).toContain('The procedure has no ladder');
  });

  it('says until when a version is in force, where another follows it', () => {
    const [version] = darlington.versions;
    if (!version) throw new Error('There is a version');
    const next = { ...version, id: 'next', from: '2030-01-01' };
    const both = { ...darlington, versions: [version, next] };
    expect(unwrapped(asPage(procedureInWords(both, version)))).toContain(
      'until version next on 1 January 2030',
    );
  });
});

describe('npx homeward print', () => {
  it('prints the version in force on a date', () => {
    const { status, stdout, stderr } = homeward('print', 'darlington', '--version', '2017-11-10');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^When a child goes missing: what Darlington does\n/);
    expect(stdout).toMatch(/^Version +2017$/m);
  });

  it.each([
    [['print', 'kent', '--version', '2001-01-01'], 1, /no version in force on 2001-01-01/],
    [['print', 'kemt'], 1, /did you mean kent/],
    [['print', 'kent', '--version', '2026-02-30'], 2, /Not a date/],
    [['print'], 2, /missing required argument/],
  ])('%j is refused in a line', (words, status, says) => {
    const ran = homeward(...words);
    expect(ran.status).toBe(status);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('explains itself', () => {
    const { status, stdout } = homeward('print', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--version <date>');
  });
});
