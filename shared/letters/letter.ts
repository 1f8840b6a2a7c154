// The words of an email: what has happened, how grave, what is asked by when, who else knows, what comes next, and how it came about.

import { spoken } from '../core/calendar.ts';
import type { DigestRecord } from '../core/digest.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { personIn } from '../core/person.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import { digest } from '../core/routing.ts';
import type { Letter } from '../ports.ts';
import { askedOf, countedSection, lateLines, taskSection } from './asked.ts';
import { companySection } from './coming.ts';
import type { Draft } from './compose.ts';
import { digestPage, digestSubject } from './digest.ts';
import { headingOf, isUrgent, questionOf, signalOf, subjectOf } from './headline.ts';
import type { About } from './known.ts';
import { factLines, leadOf, unreadableLead, unreadableLines } from './known.ts';
import { capital, listed, plainly } from './one-line.ts';
import { originOf } from './origin.ts';
import type { Answers, Fact, Page } from './page.ts';
import { asHtml, asText } from './page.ts';

/** No name, address, date of birth or free text: initials, references, risk, elapsed time. */
export function write(draft: Draft, policy: Policy, now: Instant, answers?: Answers): Letter {
  if (draft.digest) return digestLetter(draft, draft.digest, policy, now);
  const [action] = draft.actions;
  const about = aboutOf(draft.child, action, policy);
  const company = draft.company();
  const heading = headingOf(action, about, company.task, policy, now);
  const late = lateLines(draft, policy, now);
  const urgent = isUrgent(action, about?.absence);
  const link = policy.mail.caseLink?.replace(
    '{reference}',
    encodeURIComponent(action.reference.toWellFormed()),
  );
  const { lead, facts } = about
    ? { lead: leadOf(about, policy), facts: factLines(about, action, policy, now) }
    : aboutMessages(draft, policy);
  const page: Page = {
    signal: signalOf(draft, urgent, late.length > 0),
    heading: `${heading}${questionOf(action)}`,
    title: heading,
    lead: [cameLine(draft, policy), lead].filter((part) => part !== '').join(' '),
    asked: askedOf(draft, company.task, policy, now),
    ...(answers && { answers }),
    ...(late.length > 0 && { late }),
    before: [...taskSection(action), companySection(company, draft.actions, policy, now, about?.person)],
    sections: [
      { title: 'What is known', facts },
      ...countedSection(action, policy),
      { title: 'Why you are told', lines: whyLines(draft, policy) },
    ],
    ...(about && link && !about.absence.schooling && action.authority === undefined && { link }),
    from: `${policy.authority.name}: Homeward`,
  };
  const subject = subjectOf(heading, action, urgent, late.length > 0);
  return posted(page, subject, about ? `${draft.record}/${action.reference}` : draft.record, draft, policy);
}

function digestLetter(draft: Draft, record: DigestRecord, policy: Policy, now: Instant): Letter {
  const page = digestPage(draft, record, policy, now);
  return posted(page, digestSubject(record, policy), draft.record, draft, policy);
}

/** Letters about one thing are one thread. */
function posted(page: Page, subject: string, about: string, draft: Draft, { mail }: Policy): Letter {
  const thread = `<${digest(about)}@${domainOf(mail.from)}>`;
  return {
    record: draft.record,
    actions: draft.actions.map((each) => each.id),
    from: mail.from,
    to: draft.mailbox,
    subject,
    text: asText(page),
    html: asHtml(page),
    headers: {
      References: thread,
      'In-Reply-To': thread,
      'X-Homeward-Record': draft.record,
      'Auto-Submitted': 'auto-generated',
    },
  };
}

function aboutOf(child: Child | undefined, action: Action, policy: Policy): About | undefined {
  const all = child ? [...child.absences, ...child.schooling] : [];
  const absence = all.find((each) => each.references.includes(action.reference));
  return child && absence && { child, absence, person: personIn(child, absence, policy.calendar) };
}

function aboutMessages(
  { sender, actions: [action] }: Draft,
  policy: Policy,
): { lead: string; facts: Fact[] } {
  if (sender === undefined) return { lead: '', facts: [['Reference', action.reference]] };
  return {
    lead: unreadableLead(action, sender, policy),
    facts: unreadableLines(action, sender, policy),
  };
}

function whyLines({ actions, unreached }: Draft, { authorities }: Policy): string[] {
  const [action] = actions;
  const named = authorities[action.authority ?? '']?.name;
  const place = named ? ` (${named})` : '';
  const roles = [...new Set(actions.flatMap((each) => each.roles))];
  const own = roles.filter((role) => !unreached.includes(role));
  const { passedOnFrom } = originOf(action);
  const line = passedOnFrom ? `, next in line after the ${plainly(passedOnFrom)}` : '';
  const why = action.basis === 'statutory' ? 'the procedure requires it' : 'this is a courtesy copy';
  const mine = `You are told as ${listed(own.map(plainly))}${place}${line}; ${why}.`;
  const others = `This letter was for ${whom(unreached)}${place}; it comes to the front door because ${NO_ADDRESS}.`;
  return [
    ...(own.length > 0 ? [mine] : []),
    ...(unreached.length > 0 ? [own.length > 0 ? others : `${others} ${capital(why)}.`] : []),
    ...new Set(actions.flatMap((each) => each.because)),
  ];
}

/** Of a letter that is here in somebody's place: in whose, and why. */
function cameLine({ actions: [action], unreached }: Draft, { calendar }: Policy): string {
  const { passedOnFrom } = originOf(action);
  if (passedOnFrom) {
    return `Passed on to you on ${spoken(calendar, action.dueAt)}: it was first for the ${plainly(passedOnFrom)}.`;
  }
  if (unreached.length === 0) return '';
  return `This is for ${whom(unreached)}; it comes to you because ${NO_ADDRESS}.`;
}

const NO_ADDRESS = 'no address of theirs is known that may be used';

const whom = (roles: readonly Role[]): string => listed(roles.map((role) => `the ${plainly(role)}`));

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
