// A small authority that has nothing of its own: everything it does is the national guidance's.
import { authorityFrom, formatFault, type Loaded } from '../../shared/policy/load.ts';

export interface Procedure {
  routes?: string;
  treatAs?: string;
  leavesOut?: string;
  rules?: string;
  /** Versions that follow, whole. */
  later?: string;
}

/** The file's text; rules and tables are written as in a file, without their indentation. */
export const guided = ({ routes, treatAs, leavesOut, rules, later }: Procedure = {}): string => `
authority: { code: E06000099, name: Guided, time-zone: Europe/London, nation: england }
review-by: 2027-08-31
office-hours: { opens: "09:00", closes: "17:00" }
sources:
  - { urn: "urn:police:guided:feed", is: police, senders: [feed] }
  - { urn: "urn:case-system:guided", is: case-system, senders: [feed] }
  - { urn: "urn:school:ANY", is: school, senders: [feed] }
  - { urn: "urn:carer:ANY", is: carer, senders: [feed] }
senders:
  feed: { principals: ["arn:aws:iam::111122223333:role/feed"], ids: [AROAEXAMPLEFEED] }
mail: { from: homeward@guided.example, allowed-domains: [guided.example, elsewhere.example] }
directory:
  front-door: { address: front.door@guided.example, deputy: night-team, verified: 2026-11-02 }
  night-team: { address: night@guided.example, verified: 2026-11-02 }
  interviewers: { address: interviewers@guided.example, verified: 2026-11-02 }
  independent-reviewing-officer: { address: reviewing@guided.example, verified: 2026-11-02 }
other-authorities:
  E06000098: { name: Elsewhere, address: missing@elsewhere.example }
versions:
  - id: "2020"
    title: The national guidance and nothing else
    from: 2020-01-01
    extends: { baseline: dfe-2014 }
    no-ladder-because: The guidance names nobody higher up, and nobody here has chosen anybody yet.
${part('leaves-out', leavesOut)}${part('routes', routes)}${part('treat-as', treatAs)}${part('rules', rules)}${later ?? ''}`;

const part = (key: string, text: string | undefined): string =>
  text ? `    ${key}:\n${indented(text)}\n` : '';

const indented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');

export const loaded = (text: string): Loaded => authorityFrom(text, 'guided.yaml');

/** What is found, without file and line. */
export function found(text: string): string[] {
  const answer = loaded(text);
  return answer.ok ? [] : answer.faults.map((fault) => formatFault(fault).replace(/^\S+ /, ''));
}
