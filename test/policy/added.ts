// Rules on a line each, put at the end of Kent's file.
import { edited, faultsIn, ids, kent, rule } from './edited.ts';

export const aRule = (
  id: string,
  more = '',
  upon = 'missing',
  purpose = 'notify',
  to = '[front-door]',
): string =>
  `{ id: ${id}, clauses: [KENT-4.3-a], upon: ${upon}, do: ${purpose}, to: ${to}, says: Look.${more && `, ${more}`} }`;

/** One that asks, so that others can refer to it. */
export const aTask = (id: string, more = '', upon = 'missing'): string =>
  aRule(
    id,
    `asks: { within: { elapsed: PT8H, from: { earliest: [received] } }${more && `, ${more}`} }`,
    upon,
    'request',
  );

export const aDecision = (id: string, outcomes = 'agreed, refused', otherwise = 'agreed'): string =>
  aTask(id, `decision: { outcomes: [${outcomes}], otherwise: ${otherwise} }`);

/** An edit that adds them. */
export const added = (...rules: string[]): [from: string, to: string] => [
  rule('unreadable'),
  [rule('unreadable'), ...rules.map((each) => `      - ${each}`)].join('\n'),
];

/** The path of the nth rule that was added, or of a place in it. */
export const inAdded = (n: number, ...place: string[]): string =>
  ['/versions/0/rules', ids.length + n, ...place].join('/');

/** Nothing is found where Kent's file has these rules too. */
export const findings = (...rules: string[]) => faultsIn(edited(kent, added(...rules)));

/** An edit that puts something before Kent's rules, such as treat-as:. */
export const beforeRules = (text: string): [from: string, to: string] => [
  '    rules:\n',
  `${text}\n    rules:\n`,
];
