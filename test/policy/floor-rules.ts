// Rules as strict as those of the national guidance whose place they take, to be made stricter or weaker.
import { found, guided } from './baseline-authority.ts';

export const INTERVIEW = {
  id: 'return-interview',
  clauses: '[DFE-31-a, DFE-32-a, DFE-32-b]',
  upon: 'return-reported',
  when: '{ responsible-authority: ours }',
  do: 'request',
  to: '[front-door]',
  says: 'Please hold the interview.',
  asks: '{ within: { elapsed: PT72H, from: { earliest: [returned, located, seen-by-police, police-closed, found-report, found-received] } }, done-by: interview }',
};
export const within = (clock: string) => ({
  asks: `{ within: { ${clock}, from: { earliest: [returned, located, seen-by-police, police-closed, found-report, found-received] } }, done-by: interview }`,
});
export const DAILY = {
  id: 'absent-review-daily',
  clauses: '[DFE-23-b, DFE-12-a]',
  upon: 'missing',
  when: '{ category: [absent] }',
  after: '{ elapsed: PT24H, from: { earliest: [received] }, boundary: at-least }',
  every: '{ days: 1 }',
  do: 'remind',
  to: '[front-door]',
  says: 'Please look again.',
};
export const REMINDER = {
  id: 'return-interview-reminder',
  clauses: '[DFE-32-a]',
  upon: 'return-reported',
  before: '{ elapsed: PT24H, from: { earliest: [{ deadline-of: return-interview }] } }',
  do: 'remind',
  to: '[front-door]',
  says: 'Please see that it is held.',
};
export const HIGH_RISK = {
  id: 'high-risk-alert',
  clauses: '[DFE-25-a, DFE-25-b]',
  upon: 'missing',
  when: '{ risk: [high] }',
  do: 'notify',
  to: '[front-door]',
  says: 'The risk is high.',
};
export const RISK_QUERY = {
  id: 'risk-query',
  clauses: '[DFE-23-a]',
  upon: 'missing',
  when: '{ stated-risk: [low, very-low, no-apparent-risk, not-assessed] }',
  do: 'request',
  to: '[front-door]',
  says: 'Please ask the police to look again.',
  asks: '{ within: { elapsed: PT24H, from: { earliest: [received] } } }',
};
export const IN_CARE = {
  id: 'return-to-care',
  clauses: '[DFE-67-a, DFE-68-a, DFE-55-a, DFE-40-a]',
  upon: 'return-reported',
  when: '{ all: [{ status: [looked-after] }, { responsible-authority: ours }] }',
  do: 'notify',
  to: '[keyworker, keyworker-team]',
  says: 'Please arrange the return.',
};

export type Written = Record<string, string | undefined>;

export const rule = (of: Written, changed: Written = {}): string =>
  Object.entries({ ...of, ...changed })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .map((line, n) => `${n === 0 ? '- ' : '  '}${line}`)
    .join('\n');

export const withRule = (of: Written, changed: Written = {}) => found(guided({ rules: rule(of, changed) }));
