// What a person does unaided is asked for in a letter: here the words, in the scenarios when they are sent and to whom.
import { describe, expect, it } from 'vitest';
import { versionOn } from '../../shared/core/policy.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import { procedure } from '../situations/playing.ts';

function letter(authority: string, rule: string, on = '2026-11-20') {
  const found = versionOn(procedure(authority), on).rules.find(({ id }) => id === rule);
  if (!found) throw new Error(`${authority} has no rule ${rule}`);
  return found;
}

const ALL = ['darlington', 'kent', 'cheshire-east'];

describe('the letters of the authority', () => {
  it.each([
    ['D17-3.2-c', 'darlington', 'front-door-notice', /101, or on 999/],
    ['D17-4.9-a', 'darlington', 'front-door-notice', /999 .*abduction/],
    ['D17-6.1-a', 'darlington', 'return-to-care', /arrange how this child comes back/],
    ['D17-6.4-a', 'darlington', 'found-notice', /sign of a crime .* keep what may be evidence/],
    ['D18-3.4-a', 'darlington', 'front-door-notice', /decide today, .* strategy meeting/],
    ['D18-6.10-a', 'darlington', 'strategy-discussion', /within one working day of the return where you can/],
    ['D18-6.10-b', 'darlington', 'strategy-discussion-on-plan', /must be held within one working day/],
    ['D18-6.13-a', 'darlington', 'review-conference', /review conference is brought forward/],
    ['D18-6.14-a', 'darlington', 'strategy-discussion', /intelligence form .* National Referral Mechanism/],
    ['KENT-3.1-e', 'kent', 'return-to-care', /assess again, .* bring the care plan up to date/],
    ['KENT-4.1-c', 'kent', 'risk-assessment', /complete the risk assessment/],
    ['KENT-5.3-a', 'kent', 'found-notice', /safe to go back to/],
    ['KENT-5.3-b', 'kent', 'return-to-care', /arrange the return/],
    ['KENT-5.4-a', 'kent', 'return-to-care', /reluctant to go back, assess that risk first/],
    ['KENT-5.4-b', 'kent', 'found-notice', /health at once: some conditions need a clinician/],
    ['KENT-5.4-d', 'kent', 'risk-assessment', /missing workspace .* every occasion/],
    ['KENT-5.6-c', 'kent', 'not-missing-after-all', /youth team; .* record your reason/],
    ['CE17-1-a', 'cheshire-east', 'potentially-trafficked', /alone, .* potentially trafficked/],
    ['CE17-5-a', 'cheshire-east', 'return-interview', /return home interview and hold it/],
    ['CE17-7-a', 'cheshire-east', 'front-door-notice', /without delay: .* 101, or on 999/],
  ])('ask for what %s asks in %s', (clause, authority, rule, words) => {
    const { clauses, says } = letter(authority, rule);
    expect(clauses).toContain(clause);
    expect(says).toMatch(words);
  });
});

describe('the letters under the national guidance', () => {
  it.each([
    ['DFE-25-b', 'director-highest-risk', /support for the family, to the media/, ALL],
    ['DFE-25-a', 'high-risk-alert', /how late this notice is/, ['kent', 'cheshire-east']],
    ['DFE-40-a', 'return-to-care', /[Bb]ed and breakfast is never suitable/, ALL],
    ['DFE-42-a', 'homeless-at-16-or-17', /needs assessed now/, ALL],
    ['DFE-51-a', 'away-from-placement', /who fetches the child back/, ['darlington']],
    ['DFE-55-a', 'reviewing-officer-found-notice', /whether the care plan is reviewed/, ALL],
    ['DFE-67-b', 'found-notice', /only located, agree with the police what to do/, ALL],
    ['DFE-68-a', 'return-to-care', /placement is (still )?right, .*record .*why/, ALL],
    ['DFE-78-a', 'national-referral', /National Referral Mechanism/, ALL],
  ])('ask for what %s asks', (clause, rule, words, authorities) => {
    for (const authority of authorities) {
      const { clauses, says } = letter(authority, rule);
      expect([authority, clauses]).toEqual([authority, expect.arrayContaining([clause])]);
      expect(says).toMatch(words);
    }
  });

  it.each(['darlington', 'cheshire-east'])(
    "DFE-65-a: in %s ask after a care leaver's pathway plan",
    (authority) => {
      const rule = authority === 'darlington' ? 'care-leaver-pathway-plan' : 'found-notice-case-holder';
      const { clauses, says } = letter(authority, rule);
      expect(clauses).toContain('DFE-65-a');
      expect(says).toMatch(/pathway plan,? says/);
    },
  );
});

describe('the directory', () => {
  it.each(listAuthorities())('DFE-14-a: of %s names who answers for missing children', (authority) => {
    expect(procedure(authority).directory['missing-children-lead']?.address).toMatch(
      /^missing\.children\.lead@/,
    );
  });

  it("KENT-2.1-a: of Kent names the police's strategic lead beside the council's", () => {
    expect(procedure('kent').directory['police-strategic-lead']?.address).toMatch(/@kent-police\.example$/);
  });
});
