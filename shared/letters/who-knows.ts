// Who else has been told, of what, and who could not be reached.

import { roleInWords } from '../core/in-words.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import { FRONT_DOOR } from '../core/routing.ts';
import type { Company, Turn } from './company.ts';
import type { Fact } from './page.ts';
import type { Reader } from './reader.ts';
import { rolesInWords, whomInWords } from './reader.ts';

export function whoKnows(
  company: Company,
  action: Action,
  reader: Reader,
  person: string,
  policy: Policy,
): Fact[] {
  const { now, before, unreached, toldWorst, turn } = company;
  const fact = (name: string, roles: readonly Role[], ...more: string[]): Fact[] =>
    roles.length > 0 ? [[name, rolesInWords(roles, reader), ...more]] : [];
  const notOf = (known: readonly Role[]) => before.filter((role) => !known.includes(role));
  const missing = `Told before that the ${person} was missing`;
  const told = [
    ...fact('Told at the same time', now),
    // Whoever was told that a child was missing does not know by that of the worst.
    ...(action.tells === 'worst'
      ? [...fact('Told before', toldWorst), ...fact(missing, notOf(toldWorst), whoTells(company, reader))]
      : turn
        ? [
            ...fact(KNOWING[turn.is].replace('PERSON', person), notOf(turn.notOf)),
            ...fact(`${missing}${NOT_OF[turn.is]}`, turn.notOf),
          ]
        : fact('Told before', before)),
  ];
  const { withheld } = action;
  const nobody: Fact = [
    'Told',
    'nobody but you',
    ...(action.upon === 'unreadable' ? [alarmLine(policy)] : []),
  ];
  return [
    ...overdueFact(company, reader, policy),
    ...(told.length > 0 ? told : [nobody]),
    ...(withheld
      ? [['Not told', `the ${roleInWords(withheld.from)}, because ${withheld.because}`] as const]
      : []),
    ...(unreached.length > 0
      ? [['Not reached', `${rolesInWords(unreached, reader)}: ${unreachedWhy(reader)}`] as const]
      : []),
  ];
}

/** Whoever was told of the child before has not heard by that of the task. */
function overdueFact({ task, toldOverdue }: Company, reader: Reader, { digest }: Policy): Fact[] {
  if (!task || !toldOverdue) return [];
  const notOf = (roles: readonly Role[]) =>
    roles.filter((role) => !toldOverdue.includes(role) && !reader.own.has(role));
  const [untold, readers] = [notOf(task.roles), notOf(digest?.to ?? [])];
  const name = 'Told that it is overdue';
  return [
    [
      name,
      toldOverdue.length > 0
        ? `you${toldOverdue.length > 1 ? ', ' : ' and '}${rolesInWords(toldOverdue, reader)}`
        : 'nobody but you',
      ...(untold.length > 0
        ? [`no such letter has gone to ${rolesInWords(untold, reader, 'the ')}, of whom it was asked`]
        : []),
      ...(readers.length > 0
        ? [`the morning digest lists what is overdue, for ${rolesInWords(readers, reader, 'the ')}`]
        : []),
    ],
  ];
}

/** The second channel: nothing comes back from it, so no letter can say that anybody has read it. */
function alarmLine({ deployment }: Policy): string {
  if ((deployment?.alarms ?? []).length === 0)
    return 'no mailbox is set for the alarms of this service: do not count on anybody else';
  return 'an alarm on this is set to go to whoever runs this service; this letter cannot say whether it arrived or was read';
}

/** What whoever was told before knows by it. */
const KNOWING: Record<Turn, string> = {
  missing: 'Told before that the PERSON was missing',
  'high-risk': 'Told before that the PERSON was missing, at high risk',
  return: 'Told before, and of the return',
  over: 'Told before that the PERSON was missing, and that the search is over',
};

const NOT_OF: Record<Turn, string> = {
  missing: '',
  'high-risk': ', not of the high risk',
  return: ', not of the return',
  over: ', not yet that the search is over',
};

/** The front door finds out what is so; whoever is told beside it decides who hears of it. */
function whoTells({ now, toldWorst }: Company, reader: Reader): string {
  const others = [...now, ...toldWorst];
  const isOthers = reader.own.has(FRONT_DOOR) && others.length > 0;
  const who = isOthers ? `${rolesInWords(others, reader, 'the ')} decides` : 'you decide';
  return `they have not been told of the reported death by this service; ${who} who tells them`;
}

const unreachedWhy = (reader: Reader): string =>
  `no address that may be used is known; ${whomInWords([FRONT_DOOR], reader, 'the ')} will have to pass it on`;
