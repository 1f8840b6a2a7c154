// A child who is missing since noon, what was said then, and what the page has in hand of a letter to a director.
import { letterInHand } from '../../functions/answer/letter-in-hand.ts';
import { mailboxMark } from '../../functions/answer/token.ts';
import { deliver } from '../../local/simulate.ts';
import { ANSWERS_URN } from '../../shared/core/answered.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import { someKey } from '../answers/desk.ts';
import { found } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { at, keptOf, nowhere, type OneChild, oneChild, report, wake } from './one-child.ts';

const key = someKey();
const decision: Rule = {
  id: 'strategy',
  clauses: ['C-7'],
  basis: 'statutory',
  upon: 'missing',
  do: 'decide',
  to: [{ role: 'director' }],
  says: 'Please decide.',
  asks: {
    within: { elapsed: 'PT2H', from: { earliest: ['received'] } },
    decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' },
  },
};
const policy: Policy = {
  ...nowhere,
  versions: nowhere.versions.map((version) => ({ ...version, rules: [...version.rules, decision] })),
};

interface Told {
  child: OneChild & { answersFrom: string };
  record: ChildRecord;
  /** The action of a rule's letter. */
  of: (rule: string) => string;
}

/** Missing since noon and told; then this was said, a minute apart each. */
export async function told(...messages: Said[]): Promise<Told> {
  const child = { ...(await oneChild(policy, report({ risk: 'high' }))), answersFrom: 'AROAPAGE' };
  await wake(child, { policy });
  for (const [nth, message] of messages.entries()) {
    child.clock.moveTo(at(60 * (nth + 1)));
    const own = String(message['source']).startsWith(ANSWERS_URN) ? { senderId: 'AROAPAGE' } : {};
    await deliver(child, { ...said(policy, message), ...own });
    await wake(child, { policy });
  }
  const { record } = await keptOf(child);
  const of = (rule: string) => Object.keys(record.told).find((id) => id.startsWith(`${rule}/`)) ?? rule;
  return { child, record, of };
}

export function shown(record: HomewardRecord, action: string, mailbox?: string, seconds = 600) {
  const to = mailbox ?? record.told[action]?.mailbox ?? '';
  const claims = { record: record.id, letter: digest(action), mailbox: mailboxMark(to, key), until: 0 };
  return letterInHand(claims, record, policy, key, at(seconds));
}

export async function letter(rule: string, ...messages: Said[]) {
  const { record, of } = await told(...messages);
  return shown(record, of(rule));
}

/** What the reader of a letter says on the page. */
export const saying = (task: string, data: Record<string, unknown> = {}): Said => ({
  at: at(60),
  type: 'task.recorded',
  subject: 'MP-1',
  source: `${ANSWERS_URN}nowhere`,
  data: { task, outcome: 'discussion', at: at(60), ...data },
});
export const back = (data: Record<string, unknown>) => found(at(60), 'MP-1', data);
export const IS_BACK = back({ outcome: 'found', locatedAt: at(30) });
export const IS_DEAD = back({ outcome: 'deceased' });
