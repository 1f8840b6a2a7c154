// One letter of each kind, to be looked at and to be tried in a browser.

import { procedure } from '../situations/playing.ts';
import { digestOfAMorning } from './a-morning.ts';
import type { Sample } from './every-letter.ts';
import { lettersToAnswer } from './every-letter.ts';

interface Kind {
  name: string;
  authority: string;
  rule: string;
  scenario: string;
  /** Words of its subject, where the rule alone does not tell. */
  subject?: string;
}

const KINDS: readonly Kind[] = [
  { name: 'notice', authority: 'kent', rule: 'case-holder-notice', scenario: 'open-case' },
  {
    name: 'notice-urgent',
    authority: 'kent',
    rule: 'high-risk-alert',
    scenario: 'high-risk',
  },
  {
    name: 'escalation',
    authority: 'darlington',
    rule: 'head-of-service-under-10',
    scenario: 'nine-years-old',
  },
  {
    name: 'escalation-late',
    authority: 'darlington',
    rule: 'head-of-service-24-hours',
    scenario: 'thirty-hours-late',
    subject: '(late)',
  },
  { name: 'reminder', authority: 'kent', rule: 'return-interview-reminder', scenario: 'interview-forgotten' },
  {
    name: 'decision',
    authority: 'darlington',
    rule: 'assistant-director-3-days',
    scenario: 'nine-years-old',
  },
  { name: 'request', authority: 'kent', rule: 'return-interview', scenario: 'under-police-protection' },
  {
    name: 'covering-letter',
    authority: 'kent',
    rule: 'placing-authority-letter',
    scenario: 'another-authoritys-child-for-seventy-days',
  },
  {
    name: 'authority-chaser',
    authority: 'kent',
    rule: 'placing-authority-chaser',
    scenario: 'another-authoritys-child-for-seventy-days',
  },
  { name: 'stand-down', authority: 'kent', rule: 'stand-down', scenario: 'found' },
  { name: 'cancelled', authority: 'darlington', rule: 'stand-down', scenario: 'cancelled' },
  {
    name: 'unreadable',
    authority: 'kent',
    rule: 'unreadable',
    scenario: 'messages-that-cannot-be-read',
    subject: 'messages could',
  },
  { name: 'deceased', authority: 'kent', rule: 'deceased', scenario: 'deceased' },
  { name: 'deceased-director', authority: 'kent', rule: 'deceased-director', scenario: 'deceased' },
  {
    name: 'whose-record',
    authority: 'kent',
    rule: 'resolve-identity',
    scenario: 'same-name-other-birth-date',
  },
  { name: 'copy', authority: 'darlington', rule: 'director-copy', scenario: 'nine-years-old' },
  {
    name: 'school',
    authority: 'darlington',
    rule: 'missing-education-20-days',
    scenario: 'pupil-not-located',
  },
  {
    name: 'pregnant-adult',
    authority: 'darlington',
    rule: 'adult-or-family-with-social-worker',
    scenario: 'pregnant-woman',
  },
  { name: 'overdue', authority: 'darlington', rule: 'overdue', scenario: 'nothing-is-done' },
  {
    name: 'decision-needed',
    authority: 'kent',
    rule: 'triage',
    scenario: 'nobody-decides-on-triage',
  },
];

const AUTHORITIES = [...new Set(KINDS.map(({ authority }) => authority))];

export interface Shown extends Sample {
  name: string;
}

/** Throws where an authority's scenarios no longer send such a letter. */
export async function oneOfEachKind(): Promise<Shown[]> {
  const shown: Shown[] = [];
  const policies = new Map(AUTHORITIES.map((name) => [name, procedure(name)]));
  for (const { name, authority, rule, scenario, subject = '' } of KINDS) {
    const policy = policies.get(authority) ?? procedure(authority);
    const letters = await lettersToAnswer(`${authority}/${scenario}.yaml`, policy);
    const found = letters.find((each) => each.rule === rule && each.letter.subject.includes(subject));
    if (!found) throw new Error(`No scenario of ${authority} sends the letter that is called ${name}`);
    shown.push({ ...found, name });
  }
  return [await digestOfAMorning(), ...shown];
}
