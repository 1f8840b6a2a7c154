// Every letter of every rule of every authority, as a reader gets it.
import { beforeAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../local/scenario.ts';
import { loadAuthority } from '../../shared/policy/load.ts';
import { guided, loaded } from '../policy/baseline-authority.ts';
import { ASHA, KIM } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import type { Sample } from './every-letter.ts';
import { lettersMadeUp, lettersOfScenarios } from './every-letter.ts';
import { wordsInText, wordsOnPage } from './reading.ts';

const baseline = loaded(guided());
if (!baseline.ok) throw new Error(`The guidance has faults: ${JSON.stringify(baseline.faults)}`);
const manual = loadAuthority('example');
if (!manual.ok) throw new Error('The manual has faults');

describe.each([
  { name: 'kent', policy: procedure('kent'), scenarios: true },
  { name: 'darlington', policy: procedure('darlington'), scenarios: true },
  { name: 'cheshire-east', policy: procedure('cheshire-east'), scenarios: true },
  { name: 'the national guidance', policy: baseline.policy, scenarios: false },
  { name: 'the manual', policy: manual.policy, scenarios: false },
])('every letter of $name', ({ name, policy, scenarios }) => {
  let samples: Sample[] = [];
  beforeAll(async () => {
    samples = [...(scenarios ? await lettersOfScenarios(name) : []), ...(await lettersMadeUp(policy))];
  });

  /** What is wrong with which letter, the first few. */
  const faults = (find: (sample: Sample) => string | undefined): string[] =>
    samples
      .flatMap((sample) => {
        const fault = find(sample);
        return fault === undefined ? [] : [`${sample.scenario}, ${sample.rule}: ${fault}`];
      })
      .slice(0, 5);

  it('is there, for each rule of each version', () => {
    const rules = policy.versions.flatMap((version) => version.rules.map(({ id }) => id));
    expect(new Set(samples.map(({ rule }) => rule))).toEqual(new Set(rules));
  });

  it('has a value wherever it has a name for one', () => {
    const missing = /undefined|null|NaN|Invalid|\[object|\[\[|<<\w|: *$(?!\n *-)|\(\)|\[\]|, ,/m;
    expect(faults(({ letter }) => missing.exec(`${letter.subject}\n${letter.text}`)?.[0])).toEqual([]);
    const unfilled = /undefined|NaN|\[object|\[\[\w+\]\]|<<\w+>>|href=""|<(p|th|div|h1|h2|b)>\s*<\//;
    expect(faults(({ letter }) => unfilled.exec(letter.html)?.[0])).toEqual([]);
  });

  it('says the same on the page and in plain text', () => {
    const differs = ({ letter }: Sample) => {
      const [page, text] = [wordsOnPage(letter.html), wordsInText(letter.text)];
      const at = page.findIndex((word, n) => word !== text[n]);
      if (at < 0 && page.length === text.length) return undefined;
      return `${page.slice(at, at + 8).join(' ')} / ${text.slice(at, at + 8).join(' ')}`;
    };
    expect(faults(differs)).toEqual([]);
  });

  it('says who it is for, under which clause, who else knows, what comes next and why it came', () => {
    const parts = [
      /^.+, for .+\. ((The|\S.*'s) procedure requires it\.|A copy for your information\.)$/m,
      /^- Clause: [A-Z]/m,
      /^- (Told|Told at the same time|Told before[^:]*):(?: .|\n {2}- )/m,
      /^- Comes next(, on other matters)?:(?: .|\n {2}- )/m,
      /^Why you are told:\n- (You are told as|This letter was for) ./m,
    ];
    const lacks = ({ letter }: Sample) => parts.find((part) => !part.test(letter.text))?.source;
    expect(faults(lacks)).toEqual([]);
  });

  it('has what is asked before anything else, and what it is to be done by right after it', () => {
    const order =
      /\n\n(What you are asked to do|What this letter tells you):\n(- .+\n)+\n(To be done by|Begin now; to be done by|Decide now; at the latest by|Their deadline|Was due[^:]*|This|What was asked|Who)/;
    expect(faults(({ letter }) => (order.test(letter.text) ? undefined : letter.text.slice(0, 200)))).toEqual(
      [],
    );
  });

  it('has a subject that begins with its kind, ends in its reference and fits a line', () => {
    const kind =
      /^(Notice|ESCALATION|Reminder|Request|Chaser|Stand down|Report withdrawn|Decision needed|Report)(, URGENT|, copy)?( \(late\))?(: [\w ']+)? - \S/;
    const fault = ({ letter }: Sample) => {
      const { subject, text } = letter;
      const reference = /eference: ([^\n,]+)/.exec(text)?.[1] ?? '';
      return kind.test(subject) && subject.endsWith(reference) && subject.length <= 120 ? undefined : subject;
    };
    expect(faults(fault)).toEqual([]);
  });

  it('is short enough that no mail program cuts it off', () => {
    expect(Math.max(...samples.map(({ letter }) => letter.html.length))).toBeLessThan(40_000);
  });

  it('names nobody, and no day of birth', () => {
    const secrets = new Map<string, string[]>();
    const secretsOf = (scenario: string) => {
      const known = secrets.get(scenario) ?? personalIn(scenario);
      secrets.set(scenario, known);
      return known;
    };
    const told = ({ scenario, letter }: Sample) => {
      const all = `${letter.subject}\n${letter.text}\n${letter.html}`;
      return secretsOf(scenario).find((secret) => new RegExp(`\\b${secret}\\b`).test(all));
    };
    expect(faults(told)).toEqual([]);
    expect([...secrets.values()].flat().length).toBeGreaterThan(3);
  });
});

/** Names, days of birth and numbers of everybody in a scenario. */
function personalIn(scenario: string): string[] {
  if (scenario.startsWith('made up')) return [...Object.values(ASHA), KIM.name];
  const { messages } = readScenario(`examples/scenarios/${scenario}`);
  return messages.flatMap(({ data }) => {
    const {
      person = {},
      keyworker = {},
      circumstances,
    } = (data ?? {}) as Record<string, Record<string, unknown>>;
    const { givenName, familyName, dateOfBirth, policePersonId, nhsNumber } = person ?? {};
    const all = [
      givenName,
      familyName,
      dateOfBirth,
      policePersonId,
      nhsNumber,
      keyworker?.['name'],
      circumstances,
    ];
    return all.filter(
      (value): value is string => typeof value === 'string' && value.length > 1 && !KINDS.test(value),
    );
  });
}

/** What a person without a given name is entered as. */
const KINDS = /^unborn$/i;
