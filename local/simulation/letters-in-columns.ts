// What a simulation came to, as a table for a terminal of eighty columns; colour only repeats what the words say.
import { styleText } from 'node:util';
import { briefly, localDate, spoken, timeOfDay } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { oneLine } from '../../shared/letters/one-line.ts';
import { wrapped } from '../columns.ts';
import type { SimulatedAction, Simulation } from '../simulate.ts';
import type { SimulatedDigest } from './mornings.ts';

export type Paint = (look: 'bold' | 'dim' | 'red' | 'magenta' | 'green', text: string) => string;

export const plain: Paint = (_, text) => text;

/** Where the terminal has colours, and nobody has said NO_COLOR. */
export const paintFor = (stream: { isTTY?: boolean; hasColors?: () => boolean }): Paint =>
  stream.isTTY && stream.hasColors?.()
    ? (look, text) => styleText(look, text, { validateStream: false })
    : plain;

const TIME = 7;
const WHAT = TIME + 12;

export function inColumns(about: string, simulation: Simulation, policy: Policy, paint: Paint): string {
  const { calendar } = policy;
  const severalEpisodes = new Set(simulation.actions.map(({ episode }) => episode)).size > 1;
  const lines = wrapped(about);
  let day = '';
  for (const { at, said } of [
    ...simulation.actions.map((action) => ({
      at: action.at,
      said: letterLines(action, severalEpisodes, policy, paint),
    })),
    ...(simulation.digests ?? []).map((digest) => ({
      at: digest.at,
      said: digestLines(digest, policy, paint),
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const date = localDate(calendar, at);
    if (date !== day) lines.push('', paint('bold', spoken(calendar, at).replace(/ at .*$/, '')));
    day = date;
    lines.push(...said);
  }
  for (const { subject, state, tasks } of simulation.episodes) {
    lines.push(
      '',
      ...wrapped(`Episode ${oneLine(subject, 80)}: ${state}`).map((line) => paint('bold', line)),
    );
    for (const { task, state: is, dueAt } of tasks) {
      const [first = '', ...rest] = wrapped(
        `${task} by ${briefly(calendar, dueAt)}`,
        TIME + 2,
        `  ${is.padEnd(TIME)}`,
      );
      lines.push(is === 'open' ? first.replace(is, paint('red', is)) : first, ...rest);
    }
  }
  for (const { at, reasons } of simulation.rejected) {
    lines.push('', paint('red', `Not understood, received ${briefly(calendar, at)}:`));
    for (const { path, message } of reasons)
      lines.push(...wrapped(`${path || '/'} ${oneLine(message)}`, 4, '  '));
  }
  return `${lines.join('\n')}\n`;
}

function letterLines(action: SimulatedAction, named: boolean, { calendar }: Policy, paint: Paint): string[] {
  const { at, lateBy, purpose, roles, clauses, to, episode, kind, dueAt } = action;
  const late = lateBy === 'PT0S' ? '' : `, late by ${lateBy}`;
  const head = `${timeOfDay(calendar, at).padEnd(TIME)}${purpose.padEnd(WHAT - TIME)}`;
  const [first = '', ...rest] = wrapped(`${roles.join(', ')}${late}`, WHAT, head);
  const more = [
    ...(kind === 'task' ? wrapped(`to be done by ${briefly(calendar, dueAt)}`, WHAT) : []),
    ...(named ? wrapped(oneLine(episode, 80), WHAT) : []),
  ];
  const small = [...wrapped(to.join(', '), WHAT), ...wrapped(clauses.join(', '), WHAT)];
  const look = LOOKS[purpose];
  return [
    look ? first.replace(purpose, paint(look, purpose)) : first,
    ...rest,
    ...more,
    ...small.map((line) => paint('dim', line)),
  ];
}

/** What each absence has in it, and the copies that are kept for it. */
function digestLines(
  { at, roles, to, lines, unlisted }: SimulatedDigest,
  { calendar }: Policy,
  paint: Paint,
) {
  const head = `${timeOfDay(calendar, at).padEnd(TIME)}${'digest'.padEnd(WHAT - TIME)}`;
  return [
    ...wrapped(roles.join(', '), WHAT, head),
    ...wrapped(to.join(', '), WHAT).map((line) => paint('dim', line)),
    ...lines.flatMap(({ references, state, due, overdue, copies }) => [
      ...wrapped(
        [
          `${references.map((each) => oneLine(each, 80)).join(', ')} ${state}`,
          ...(due > 0 ? [`${due} due today`] : []),
          ...(overdue > 0 ? [`${overdue} overdue`] : []),
        ].join(', '),
        WHAT,
      ),
      ...copies.flatMap(({ roles: of, clauses }) => [
        ...wrapped(`copy for ${of.join(', ')}`, WHAT),
        ...wrapped(clauses.join(', '), WHAT).map((line) => paint('dim', line)),
      ]),
    ]),
    ...(unlisted > 0 ? wrapped(`and ${unlisted} without a line`, WHAT) : []),
  ];
}

const LOOKS: Readonly<Record<string, Parameters<Paint>[0]>> = {
  escalate: 'red',
  decide: 'magenta',
  request: 'magenta',
  chase: 'magenta',
  'stand-down': 'green',
};
