// What a simulation came to, as a table for a terminal of eighty columns; colour only repeats what the words say.
import { styleText } from 'node:util';
import { briefly, localDate, spoken, timeOfDay } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { oneLine } from '../../shared/letters/one-line.ts';
import { wrapped } from '../columns.ts';
import type { SimulatedAction, Simulation } from '../simulate.ts';

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
  for (const action of simulation.actions) {
    const date = localDate(calendar, action.at);
    if (date !== day) lines.push('', paint('bold', spoken(calendar, action.at).replace(/ at .*$/, '')));
    day = date;
    lines.push(...letterLines(action, severalEpisodes, policy, paint));
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

const LOOKS: Readonly<Record<string, Parameters<Paint>[0]>> = {
  escalate: 'red',
  decide: 'magenta',
  request: 'magenta',
  chase: 'magenta',
  'stand-down': 'green',
};
