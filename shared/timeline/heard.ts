// What each source said of an absence, a mark a message; nothing that names a child or says where one is.
import type { Absence } from '../core/absence.ts';
import { ANSWERS_URN } from '../core/answered.ts';
import { startOf } from '../core/calendar.ts';
import { plainly } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import { isDate } from '../core/instant.ts';
import type { Policy, SourceKind } from '../core/policy.ts';
import type { ChildRecord, Json, Statement } from '../core/record.ts';
import { own } from '../core/record.ts';
import { oneLine } from '../letters/one-line.ts';
import { shortly } from './days.ts';
import type { Mark } from './marks.ts';

/** What may be shown to whoever may see a letter, and what it is called. Everything else is counted and not shown. */
const SHOWN: Readonly<Record<string, string>> = {
  risk: 'risk',
  category: 'category',
  lastSeenAt: 'last seen',
  missingSince: 'missing since',
  reportedAt: 'reported',
  'found.outcome': 'outcome',
  'found.returnedAt': 'returned',
  'found.locatedAt': 'located',
  'found.seenByPoliceAt': 'seen by the police',
  'found.policeClosedAt': 'closed by the police',
  'found.foundReportAt': 'found report',
  'interview.offeredAt': 'interview offered',
  'interview.completedAt': 'interview held',
  'interview.outcome': 'interview',
  'cancelled.duplicateOf': 'the same as',
  status: 'case status',
  statusSince: 'since',
};

const SOURCES: Record<SourceKind, string> = {
  police: 'Police',
  'emergency-duty-team': 'Emergency duty team',
  school: 'School',
  carer: 'Carer',
  'other-authority': 'Another authority',
  'case-system': 'Case system',
};

/** The first of these fields in a message says what the message is. */
const TITLES: readonly (readonly [field: RegExp, title: string])[] = [
  [/^cancelled$/, 'the report is cancelled'],
  [/^found\.withdrawn$/, 'the return is withdrawn'],
  [/^found\./, 'back or found'],
  [/^reported$/, 'reported missing'],
  [/^interview\./, 'on the return home interview'],
  [/^task\./, 'a task is answered'],
  [/^(known|status|keyworker\.\w+)$/, 'what the case says'],
  [/./, 'facts have changed'],
];

/** Recorded by the contract's plumbing, not by a person. */
const PLUMBING = /^(reported|began|known|found\.said|cancelled|found\.withdrawn)$|^interview\.offer\./;

export interface Said {
  by: SourceKind;
  /** By the links of a letter; its kind is that of the case system, the authority's own word. */
  isAnswer: boolean;
  time: Instant;
  receivedAt: Instant;
  title: string;
  /** What may be shown, in words. */
  facts: readonly string[];
  /** How many facts more the message said. */
  withheld: number;
}

/** What one source said at one time. */
interface Message {
  source: string;
  fields: readonly (readonly [field: string, statement: Statement])[];
}

/** Every word that still stands, by who said it and when it came: a fact that is said again keeps its first arrival. */
export function everythingSaid(record: ChildRecord, absence: Absence, policy: Policy): Said[] {
  const messages = new Map<string, Message>();
  const stretches = absence.references.map((reference) => own(record.references, reference) ?? {});
  for (const said of [...stretches, record.case]) {
    for (const [field, sources] of Object.entries(said)) {
      for (const [source, statement] of Object.entries(sources)) {
        const key = JSON.stringify([source, statement.receivedAt]);
        const { fields = [] } = messages.get(key) ?? {};
        messages.set(key, { source, fields: [...fields, [field, statement]] });
      }
    }
  }
  return [...messages.values()]
    .flatMap((message) => saidOf(message, policy) ?? [])
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
}

function saidOf({ source, fields }: Message, policy: Policy): Said | undefined {
  const [first] = fields;
  if (!first) return undefined;
  const [, { by, time, receivedAt }] = first;
  const names = fields.map(([field]) => field);
  const title = TITLES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? '';
  const facts = Object.entries(SHOWN).flatMap(([field, label]) => {
    const found = fields.find(([name]) => name === field);
    return found ? [`${label} ${valueInWords(found[1].value, policy)}`] : [];
  });
  const rest = names.filter((name) => !Object.hasOwn(SHOWN, name) && !PLUMBING.test(name));
  const isAnswer = source.startsWith(ANSWERS_URN);
  return { by, isAnswer, time, receivedAt, title, facts, withheld: rest.length };
}

/** What was said before the absence is the background of it, not a part. */
export function heardMarks(record: ChildRecord, absence: Absence, policy: Policy): Mark[] {
  return everythingSaid(record, absence, policy)
    .filter(({ receivedAt, title }) => receivedAt >= absence.since && title !== 'a task is answered')
    .map((said): Mark => {
      const { title, facts, withheld, receivedAt } = said;
      const more = facts.length > 0 ? [facts.join('; ')] : [];
      const kept = withheld > 0 && facts.length === 0 ? [withheldInWords(withheld)] : [];
      return {
        at: receivedAt,
        is: 'heard',
        says: `${sourceOf(said)}: ${title}`,
        more: [...more, ...kept],
        clauses: [],
      };
    });
}

export const withheldInWords = (n: number): string => `${n} ${n === 1 ? 'fact' : 'facts'} not shown here`;

export const sourceOf = ({ by, isAnswer }: Pick<Said, 'by' | 'isAnswer'>): string =>
  isAnswer ? 'By answer to a letter' : SOURCES[by];

function valueInWords(value: Json, { calendar }: Policy): string {
  if (value === null) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (isDate(text)) return shortly(calendar, startOf(calendar, text)).slice(0, 10);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return shortly(calendar, text);
  return plainly(oneLine(text, 80));
}
