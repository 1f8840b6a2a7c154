// Why its reader has a letter: in which role, in whose place, and how that came about.
import { spoken } from '../core/calendar.ts';
import { listed, roleInWords } from '../core/in-words.ts';
import { originOf } from '../core/origin.ts';
import type { Action } from '../core/plan.ts';
import type { Policy, Role } from '../core/policy.ts';
import { clausesOf } from './asked.ts';
import type { Draft } from './compose.ts';
import { capital } from './one-line.ts';
import { rolesInWords } from './reader.ts';

export function whyLines({ actions, unreached }: Draft, { authorities }: Policy): string[] {
  const [action] = actions;
  const place = placeOf(action, authorities);
  const roles = [...new Set(actions.flatMap((each) => each.roles))];
  const own = roles.filter((role) => !unreached.includes(role));
  const { passedOnFrom } = originOf(action);
  const line = passedOnFrom ? `, next in line after the ${roleInWords(passedOnFrom)}` : '';
  const why = action.basis === 'statutory' ? 'the procedure requires it' : 'this is a courtesy copy';
  const mine = `You are told as ${rolesInWords(own)}${place}${line}; ${why}.`;
  const others = `This letter was for ${whom(unreached)}${place}; it comes to you as the front door, because ${NO_ADDRESS}.`;
  const because = [...new Set(actions.flatMap((each) => each.because))];
  const clauses = clausesOf(actions);
  const isListed = clauses.every((clause) => because.some((each) => each.includes(clause)));
  return [
    ...(own.length > 0 ? [mine] : []),
    ...(unreached.length > 0 ? [own.length > 0 ? others : `${others} ${capital(why)}.`] : []),
    ...because.map((each) => withNames(each, authorities)),
    ...(isListed ? [] : [`All the clauses that it rests on [${clauses.join(', ')}]`]),
  ];
}

/** Which authority it is for, where it is another one. */
function placeOf({ authority = '' }: Action, authorities: Policy['authorities']): string {
  const named = authorities[authority]?.name;
  return named ? ` (${named})` : '';
}

/** A code says nothing to a reader; the core, which has no directory of authorities, knows no more. */
const withNames = (line: string, authorities: Policy['authorities']): string =>
  line.replace(/\b[ENSW]\d{8}\b/g, (code) => {
    const name = authorities[code]?.name;
    return name ? `${name}, ${code}` : code;
  });

/** Of a letter that is here in somebody's place: in whose, and why. */
export function cameLine({ actions: [action], unreached }: Draft, { calendar, authorities }: Policy): string {
  const { passedOnFrom } = originOf(action);
  const { withheld } = action;
  if (passedOnFrom) {
    return `Passed on to you on ${spoken(calendar, action.dueAt)}: it was first for the ${roleInWords(passedOnFrom)}.`;
  }
  if (withheld) {
    return `This was for the ${roleInWords(withheld.from)} and was not sent there, because ${withheld.because}.`;
  }
  if (unreached.length === 0) return '';
  const isOne = unreached.length === 1;
  return `${capital(whom(unreached))}${placeOf(action, authorities)} ${isOne ? 'has' : 'have'} not been told: you, the front door, are asked to pass this on.`;
}

const NO_ADDRESS = 'no address of theirs is known that may be used';

const whom = (roles: readonly Role[]): string =>
  listed(
    roles.map((role) => `the ${roleInWords(role)}`),
    'and',
  );
