// The words of an email: what has happened, how grave, what is asked by when, who else knows, what comes next, and how it came about.

import type { DigestRecord } from '../core/digest.ts';
import type { Child } from '../core/facts.ts';
import type { Instant } from '../core/instant.ts';
import { personIn } from '../core/person.ts';
import type { Action } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { digest } from '../core/routing.ts';
import type { Letter } from '../ports.ts';
import { asHtml } from './as-html.ts';
import { askedOf, taskSection } from './asked.ts';
import { closingLines, signedBy } from './closing.ts';
import { companySection } from './coming.ts';
import type { Draft } from './compose.ts';
import { countedSection, lateByInWords, lateLines } from './counted.ts';
import { digestPage, digestSubject } from './digest.ts';
import { graveLine } from './grave.ts';
import { askOf, headingOf, isUrgent, signalOf, subjectOf } from './headline.ts';
import type { About } from './known.ts';
import { factLines, isAboutTheWorst, leadOf, unreadableLead, unreadableLines } from './known.ts';
import type { Answers, Fact, Page } from './page.ts';
import { asText } from './page.ts';
import { isToPassOn, readerOf } from './reader.ts';
import { cameLine, whyLines } from './reasons.ts';
import { policeReferenceOf } from './school-absence.ts';

/** No name, address, date of birth or free text: initials, references, risk, elapsed time. */
export function write(draft: Draft, policy: Policy, now: Instant, answers?: Answers): Letter {
  if (draft.digest) return digestLetter(draft, draft.digest, policy, now);
  const [action] = draft.actions;
  const about = aboutOf(draft.child, action, policy);
  const company = draft.company();
  const reader = readerOf(draft, policy);
  const heading = headingOf(action, about, company, policy, now);
  const dated = headingOf(action, about, company, policy, now, true);
  const late = lateLines(draft, policy, now);
  const urgent = isUrgent(action, about?.absence);
  const caseLink = action.authority === undefined ? caseLinkOf(about, action, policy) : undefined;
  const { lead, facts } = about
    ? {
        lead: leadOf(about, policy),
        facts: factLines(about, action, policy, now, reader.from && `${reader.from}'s `),
      }
    : aboutMessages(draft, policy);
  const isWorst = about !== undefined && isAboutTheWorst(about.absence);
  const outcomes = action.decision?.outcomes ?? company.task?.outcomes;
  const links = answers && linksOf({ ...answers, ...(outcomes && { outcomes }) }, draft);
  const page: Page = {
    signal: signalOf(draft, about?.absence, policy, urgent, lateByInWords(draft, now)),
    heading: `${dated}${askOf(action, policy)}`,
    title: heading,
    lead: [cameLine(draft, policy), lead, urgent && about ? graveLine(about.absence, policy.calendar) : '']
      .filter((part) => part !== '')
      .join(' '),
    asked: askedOf(draft, { company, links, isUrgent: urgent, hasCase: caseLink !== undefined }, policy, now),
    ...(links && { answers: links }),
    ...(late.length > 0 && { late }),
    before: [
      companySection(company, draft, policy, now, {
        ...(about && { person: about.person }),
        hasLinks: links !== undefined,
        canRecord: links?.decide !== undefined && reader.from === undefined,
      }),
      ...taskSection(action, company),
    ],
    sections: [
      { title: 'What is known', facts },
      ...countedSection(action, policy),
      { title: 'Why you are told', lines: whyLines(draft, policy) },
    ],
    ...(caseLink !== undefined && { link: caseLink }),
    from: signedBy(policy),
    closing: closingLines(
      reader,
      isWorst ? undefined : `${about ? 'the' : 'a'} ${about?.person ?? 'child'}`,
      policy,
      now,
    ),
  };
  const marks = { isUrgent: urgent, isLate: late.length > 0 };
  const subject = subjectOf(heading, action, about?.absence, marks, policy);
  return posted(page, subject, about ? `${draft.record}/${action.reference}` : draft.record, draft, policy);
}

/** Whoever is to pass it on does that: "not for me" would send it further down the line, and it is not theirs to record. */
function linksOf(answers: Answers, draft: Draft): Answers {
  const { decide, ...rest } = answers;
  if (isToPassOn(draft)) return { ...rest, isToPassOn: true, notMe: '' };
  return {
    ...answers,
    ...(draft.unreached.length > 0 && { notMe: '' }),
    ...(draft.actions[0].upon === 'unmatched' && decide === undefined && { title: ANSWER_ELSEWHERE }),
  };
}

const ANSWER_ELSEWHERE = 'These links do not record your answer; record it in the case system';

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

/** The case system goes by the police's references: of a pupil's absence there is one only where the child is missing, too. */
function caseLinkOf(
  about: About | undefined,
  { reference }: Action,
  { mail }: Pick<Policy, 'mail'>,
): string | undefined {
  const found = about?.absence.schooling ? policeReferenceOf(about.child) : about && reference;
  return found && mail.caseLink?.replace('{reference}', encodeURIComponent(found.toWellFormed()));
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

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
