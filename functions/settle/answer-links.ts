// The links by which the reader of a letter answers it: only where something is asked, and where a stack has somewhere to answer.
import { isAnswerable, taskAsked } from '../../shared/core/answered.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, later, latest, millis, SECOND } from '../../shared/core/instant.ts';
import type { Action } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { digest } from '../../shared/core/routing.ts';
import type { Draft } from '../../shared/letters/compose.ts';
import type { Answers } from '../../shared/letters/page.ts';
import type { AnswerKey, Clock, Watch } from '../../shared/ports.ts';
import { mailboxMark, sign } from '../answer/token.ts';

/** Where answers are given, and what links to it are signed with. */
export interface AnswerPage {
  /** Ends in a slash. */
  url: string;
  key(): Promise<AnswerKey>;
}

interface Needs {
  policy: Policy;
  clock: Clock;
  watch: Watch;
  answerPage?: AnswerPage;
}

/** A link lives two weeks, and a week longer than what it asks. */
const LIVES = 14 * DAY;
const AFTER_DEADLINE = 7 * DAY;

/** Nothing where the letter has none. A letter never waits for its links. */
export async function answersTo(draft: Draft, needs: Needs): Promise<Answers | undefined> {
  const { answerPage, policy, clock, watch } = needs;
  const [action] = draft.actions;
  if (!answerPage || policy.mail.answers === false || !draft.child) return undefined;
  // A letter about a task that another one asked for: that task is what its reader records.
  const asked = action.task ?? draft.company().task?.task;
  if (!isAnswerable({ purpose: action.purpose, ...(asked !== undefined && { task: asked }) }))
    return undefined;
  try {
    const link = answerPage.url + tokenOf(draft, action, await answerPage.key(), clock.now());
    const task = taskAsked(asked, policy);
    return { seen: `${link}#seen`, notMe: `${link}#not-me`, ...(task && { decide: `${link}#decide` }) };
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    watch.alarm('letter without links to answer by', { record: draft.record, letter: action.id, why });
    return undefined;
  }
}

function tokenOf({ record, mailbox }: Draft, action: Action, key: AnswerKey, now: Instant): string {
  const { id, deadline } = action;
  const until = latest([later(now, LIVES), ...(deadline ? [later(deadline, AFTER_DEADLINE)] : [])]) ?? now;
  return sign(
    {
      record,
      letter: digest(id),
      mailbox: mailboxMark(mailbox, key),
      until: Math.ceil(millis(until) / SECOND),
    },
    key,
  );
}
