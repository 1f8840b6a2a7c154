// What Kent's procedure leaves to people is asked for in the words of a letter; the scenarios show when it is sent and to whom.
import { describe, expect, it } from 'vitest';
import { procedure } from '../situations/playing.ts';

const [version] = procedure('kent').versions;

function letter(rule: string) {
  const found = version?.rules.find(({ id }) => id === rule);
  if (!found) throw new Error(`Kent has no rule ${rule}`);
  return found;
}

describe("Kent's letters", () => {
  it.each([
    ['KENT-1.4-a', 'return-interview', /by somebody who is not the child's carer/],
    ['KENT-1.4-b', 'return-interview', /Offer one independent of the council, too/],
    ['KENT-1.4-a', 'interviewer-not-independent', /who cares for the child does not count: have another/],
    ['KENT-2.4-b', 'placing-authority-interview', /hold the return home interview within 72 hours/],
    ['KENT-3.1-a', 'risk-assessment', /the placement plan holds the assessment of this risk/],
    ['KENT-3.1-b', 'care-plan-strategy', /care plan and placement plan say how/],
    ['KENT-3.1-c', 'risk-assessment', /the police have the response plan/],
    ['KENT-3.1-d', 'care-plan-strategy', /the missing child liaison officer has the response plan/],
    ['KENT-4.3-f', 'placement-never-notified', /send us the notification of the placement/],
    ['KENT-4.5-b', 'immigration-notice', /tell our front door and one another/],
    ['KENT-4.6-a', 'placement-notification', /tell it and the services there/],
    ['KENT-4.6-b', 'host-authority-notice', /our own procedure; please follow yours as well/],
    ['KENT-5.1-e', 'repeat-missing', /third time in three months, or for seven days/],
    [
      'KENT-5.1-g',
      'multi-agency-meeting',
      /liaison officer calls it and invites social workers, school, health/,
    ],
    ['KENT-5.3-a', 'safe-place', /before the child goes anywhere, whether home or placement is safe/],
    ['KENT-5.4-c', 'interview-in-care', /placement far away .* name somebody now/],
    ['KENT-5.5-f', 'interview-form', /put the form with the case and send the police a copy/],
    ['KENT-5.5-g', 'placing-authority-interview-closed', /Quality assurance: please follow it up/],
    ['KENT-5.6-e', 'third-time-missing', /consent .* record it\. What is a matter of safety does not wait/],
    ['KENT-5.7-d', 'interview-review', /put the form into the case system/],
    ['KENT-5.7-e', 'interview-review', /with your manager: what it says of the risk, and what support/],
    ['KENT-5.7-f', 'interview-review', /exploitation is possible, complete the toolkit/],
  ])('ask for what %s asks in %s', (clause, rule, words) => {
    const { clauses, says } = letter(rule);
    expect(clauses).toContain(clause);
    expect(says).toMatch(words);
  });

  it.each([
    [
      'KENT-4.1-b: all seven things that the police need from the family',
      'front-door-notice',
      [
        'description',
        'photograph',
        'last seen',
        'friends',
        'earlier absences',
        'came about',
        'adds to the risk',
      ],
    ],
    [
      'KENT-4.5-c: all seven points of the assessment of a child who came alone',
      'potentially-trafficked',
      [
        'background',
        'why the child came',
        'traffickers',
        'exploitation',
        'another absence',
        'safe place',
        'where',
      ],
    ],
    [
      'KENT-4.5-d: the four things that end a stay in care, and that a birthday is none of them',
      'stays-in-care',
      ['with a parent', 'another country', 'another authority', 'as an adult', 'birthday alone ends nothing'],
    ],
    [
      'KENT-5.2-d: the five documents',
      'return-interview',
      ['found reports', 'needs summary', 'interviews held', 'not held', 'exploitation tool'],
    ],
    [
      'KENT-5.6-f: what a plan that is reviewed may gain',
      'interview-review',
      ['work with the child', 'another aim', 'other outcomes', 'toolkit'],
    ],
  ])('name %s', (_what, rule, parts) => {
    const { says } = letter(rule);
    expect(parts.filter((part) => !says.includes(part))).toEqual([]);
  });
});
