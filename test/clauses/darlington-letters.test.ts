// What Darlington's letters ask of people, in words; the scenarios say when they are sent and to whom.
import { describe, expect, it } from 'vitest';
import { versionOn } from '../../shared/core/policy.ts';
import { procedure } from '../situations/playing.ts';

const policy = procedure('darlington');

function letter(rule: string, on: string) {
  const found = versionOn(policy, on).rules.find(({ id }) => id === rule);
  if (!found) throw new Error(`Darlington has no rule ${rule} on ${on}`);
  return found;
}

describe('under the protocol of 2017, letters', () => {
  it.each([
    [
      'D17-3.2-b',
      'front-door-notice',
      /who else is involved: another missing child needs a report of its own/,
    ],
    [
      'D17-3.5-b',
      'group-agenda',
      /agenda of the monthly group: the board's administrator has this letter too/,
    ],
    ['D17-3.6-a', 'missing-notice', /have the challenge recorded; nothing waits for its outcome/],
    [
      'D17-4.3-f',
      'care-leaver-of-age',
      /an adult may refuse, and leave this absence out of the figures on children/,
    ],
    ['D17-5.3-a', 'harm-disclosed', /sexual exploitation\. .*child protection procedure/],
    ['D17-6.8-a', 'planning-meeting', /or somebody has called a meeting/],
    ['D17-7.4-a', 'return-interview', /commissioned organisation or another independent person/],
    ['D17-7.6-a', 'return-interview', /parents or carers a word too, unless that would harm the child/],
    ['D17-7.9-b', 'interview-passed-on', /send the record to the police's exploitation team/],
    [
      'D17-7.9-h',
      'interviewer-outside-durham',
      /arrange an independent interviewer there, and pass the record to the social/,
    ],
    ['D17-7.9-i', 'panel-elsewhere', /own group discusses the child, please arrange to be there/],
    [
      'D17-7.12-a',
      'placement-particulars',
      /placement plan, the risk assessment and what is known of earlier absences/,
    ],
    ['D17-7.12-d', 'consult-placing-authority', /offer to hold and chair a strategy meeting/],
    ['D17-7.13-c', 'assistant-director-3-days', /decision and its reason recorded/],
    ['D17-8.4-c', 'educated-elsewhere', /in another authority, please contact that authority/],
    [
      'D17-8.5-a',
      'school-notice',
      /first time, .* travel to a place of conflict, of genital mutilation or of a forced marriage/,
    ],
  ])('ask for what %s asks', (clause, rule, words) => {
    const { clauses, says } = letter(rule, '2018-11-30');
    expect(clauses).toContain(clause);
    expect(says).toMatch(words);
  });
});

describe('under the protocol of 2018, letters', () => {
  it.each([
    ['D18-1.3-a', 'adult-or-family-missing', /make enquiries, share what is known with partners/],
    ['D18-5.3-a', 'found-notice', /read and assess the police's closure notice and form/],
    [
      'D18-6.10-c',
      'strategy-discussion-on-plan',
      /safety now, an enquiry and who leads it, who speaks .* who has to know/,
    ],
    [
      'D18-6.11-a',
      'return-interview',
      /independent person, a social worker or the police's liaison .* harmed or not/,
    ],
    [
      'D18-6.11-b',
      'return-interview',
      /as the child wishes, .* held within 72 hours of the return, whoever holds it/,
    ],
    [
      'D18-6.12-a',
      'found-elsewhere',
      /takes part in the strategy discussion, and the transfer of responsibility/,
    ],
    ['D18-6.13-b', 'review-conference', /whether legal action is needed, and record .* the reasons/],
    ['D18-7.7-a', 'return-interview', /Tell the child who can help/],
    ['D18-8.4-d', 'missing-education-20-days', /tracing with your partners, then from school to school/],
    ['D18-8.4-e', 'educated-elsewhere', /where it is here, the education worker of early help/],
    ['D18-8.4-f', 'educated-elsewhere', /abroad, have it verified independently/],
    ['D18-8.4-g', 'missing-education-5-days', /make enquiries with the school, record which/],
    ['D18-8.5-b', 'school-notice', /told the parents, and the police where age or risk demand it/],
  ])('ask for what %s asks', (clause, rule, words) => {
    const { clauses, says } = letter(rule, '2026-11-20');
    expect(clauses).toContain(clause);
    expect(says).toMatch(words);
  });
});
