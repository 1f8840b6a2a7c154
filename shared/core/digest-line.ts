// One absence in the morning digest: how it stands, what was told, what is due today, what is overdue. No name.
import type { Absence } from './absence.ts';
import { ageInWords } from './age.ts';
import { dateLater, localDate, startOf } from './calendar.ts';
import { counted } from './history.ts';
import type { Instant } from './instant.ts';
import { latest } from './instant.ts';
import { originOf } from './origin.ts';
import { personIn } from './person.ts';
import type { Action, GivenTask } from './plan.ts';
import { consider, due, plan } from './plan.ts';
import type { Policy, Purpose, Risk, Role } from './policy.ts';
import type { ChildRecord } from './record.ts';
import { wasTold } from './told.ts';
import { childOf } from './treatment.ts';

export interface DigestLine {
  references: readonly string[];
  initials: string;
  /** The authority's own number for the child. */
  caseReference?: string;
  /** "child", "pupil", "pregnant adult". */
  person: string;
  /** "aged 14", where the file has letters say it; an earlier release left it out. */
  age?: string;
  state: Absence['state'];
  isOver: boolean;
  /** Of a pupil out of school nobody states a risk. */
  risk?: Risk;
  since: Instant;
  /** Back, or known to be over. */
  until?: Instant;
  /** Of one that is over: the reference under which the child is missing again. */
  again?: string;
  /** Missing episodes on record, this one included. */
  times: number;
  told: readonly Happening[];
  due: readonly Happening[];
  overdue: readonly Happening[];
  /** Copies for information that are grouped here. */
  copies: readonly Copy[];
  /** What was left out of the lists above for being too many. */
  more: number;
}

interface Copy {
  /** The letter's, had it been sent; an earlier release left it out. */
  id?: string;
  roles: readonly Role[];
  says: string;
  clauses: readonly string[];
}

/** A letter that was or will be sent, or a task's last moment. */
export interface Happening {
  at: Instant;
  roles: readonly Role[];
  purpose?: Purpose;
  task?: string;
  /** What these letters are about, as a rule: of a task that is overdue, the one that asked it. Earlier releases gathered several, or none. */
  rules?: readonly string[];
}

/** Most of each list. */
const MOST = 8;

/** What earlier digests told that somebody got, of all that came after `from`. */
export interface ToldBefore {
  from: Instant;
  lines: readonly DigestLine[];
}

/**
 * The absences that are open, ended since, or were told of since; an absence with a task left is open. What reached us just
 * before the last digest may have been written when that one had been put together: an end, or a copy, that it did not have
 * is told now.
 */
export function digestLines(
  record: ChildRecord,
  policy: Policy,
  since: Instant,
  now: Instant,
  before: ToldBefore = { from: since, lines: [] },
): DigestLine[] {
  if (record.joinedTo) return [];
  const { calendar } = policy;
  const child = childOf(record, policy);
  const tonight = startOf(calendar, dateLater(localDate(calendar, now), 'days', 1));
  const planned = plan(record, policy, tonight);
  const grouped = isGrouping(policy) ? consider(record, child, policy, tonight) : [];
  return [...child.absences, ...child.schooling].flatMap((absence): DigestLine[] => {
    const here = ({ reference }: { reference: string }) => absence.references.includes(reference);
    const letters = due(planned).filter((action) => here(action) && action.dueAt < tonight);
    const tasks = planned.tasks.filter((task) => here(task) && task.state === 'open' && task.dueAt < tonight);
    const isNew = (at: Instant | undefined) => at !== undefined && at > since && at <= now;
    const earlier = before.lines.filter((line) =>
      line.references.some((each) => absence.references.includes(each)),
    );
    const isUntold = (at: Instant | undefined, has: (line: DigestLine) => boolean) =>
      isNew(at) || (at !== undefined && at > before.from && at <= now && !earlier.some(has));
    const told = Object.entries(record.told).flatMap(([id, telling]) => {
      const at = telling.at ?? telling.intendedAt;
      return here(telling) && telling.state === 'accepted' && isNew(at) ? [{ ...telling, id, at }] : [];
    });
    const copies = grouped
      .flatMap((verdict) => verdict.copies ?? [])
      .filter(
        (copy) =>
          here(copy) &&
          !wasTold(record, copy.id) &&
          !earlier.some(({ copies }) => copies.some(({ id }) => id === copy.id)) &&
          isUntold(latest([copy.dueAt, copy.knownAt]), ({ copies }) =>
            copies.some((each) => isSame(each, copy)),
          ),
      );
    const overdue = tasks.filter(({ dueAt }) => dueAt <= now);
    const isOpen = !absence.ended && absence.reported;
    const isEndUntold = isUntold(absence.endKnownAt, ({ isOver }) => isOver);
    if (!isOpen && !isEndUntold && letters.length + tasks.length + told.length === 0) return [];
    const lists = {
      told: together(told),
      due: [...together(letters.map(letterDue)), ...tasks.filter(({ dueAt }) => dueAt > now).map(taskDue)],
      overdue: overdue.map(taskDue),
    };
    const missing = child.absences.find((each) => each.reported && !each.ended && each.since > absence.since);
    const again = absence.ended && !absence.schooling ? missing?.references[0] : undefined;
    const age = policy.mail.age && ageInWords({ child, absence }, calendar);
    const until = absence.ended ? (absence.back?.value ?? absence.endKnownAt) : undefined;
    return [
      {
        references: absence.references,
        initials: child.initials,
        ...(child.localAuthorityId && { caseReference: child.localAuthorityId }),
        person: absence.schooling ? 'pupil' : personIn(child, absence, calendar),
        ...(age && { age }),
        state: absence.state,
        isOver: absence.ended,
        ...(!absence.schooling && { risk: absence.risk.value }),
        since: absence.since,
        ...(until !== undefined && { until }),
        ...(again !== undefined && { again }),
        times: counted('ever', { child, absence, calendar }).length,
        told: lists.told.slice(-MOST),
        due: lists.due.sort(byTime).slice(0, MOST),
        overdue: lists.overdue.slice(0, MOST),
        copies: copies.map(({ id, roles, says, clauses }) => ({ id, roles, says, clauses })),
        more: Object.values(lists).reduce((sum, { length }) => sum + Math.max(0, length - MOST), 0),
      },
    ];
  });
}

/** Whether a digest had this one. */
const isSame = ({ id, says, roles }: Copy, copy: Action): boolean =>
  id === undefined ? says === copy.says && roles.join() === copy.roles.join() : id === copy.id;

const isGrouping = ({ versions }: Policy): boolean =>
  versions.some(({ rules }) => rules.some(({ inDigest }) => inDigest !== undefined));

/** Who is away before who is back, then what is overdue, then the risk; of equal ones the longest first. */
export function byUrgency(a: DigestLine, b: DigestLine): number {
  const rank = ({ overdue, isOver, risk }: DigestLine) =>
    (isOver ? 4 : 0) + (overdue.length > 0 ? 0 : 2) + (risk === 'high' ? 0 : 1);
  return rank(a) - rank(b) || (a.since < b.since ? -1 : 1);
}

const letterDue = ({ dueAt, ...letter }: Action) => ({ ...letter, at: dueAt });
const taskDue = ({ dueAt, roles, task }: GivenTask): Happening => ({ at: dueAt, roles, task });

/** What went, or will go, at one minute for one purpose about one thing is one line: nobody is said to have what another had. */
function together(
  letters: readonly (Parameters<typeof originOf>[0] & Pick<Action, 'roles' | 'purpose'> & { at: Instant })[],
): Happening[] {
  const found = new Map<string, Happening>();
  for (const letter of letters) {
    const { at, roles, purpose } = letter;
    const { rule, about = rule } = originOf(letter);
    const key = `${at.slice(0, 16)} ${purpose} ${about}`;
    const before = found.get(key);
    found.set(key, {
      at: before?.at ?? at,
      purpose,
      roles: [...new Set([...(before?.roles ?? []), ...roles])],
      rules: [about],
    });
  }
  return [...found.values()].sort(byTime);
}

const byTime = (a: Happening, b: Happening): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
