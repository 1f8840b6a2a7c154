// A case as a person tells it: what was said, what went wrong, what came of it.
import type { Outcome } from './live.ts';
import type { Happening } from './story.ts';
import { isLeftOut } from './story.ts';
import { HARMS, KINDS, type Kind } from './troubles.ts';

export function inWords({ of, broken, told }: Outcome): string {
  const { story, troubles } = of;
  return [
    'What happens:',
    ...story.happenings.flatMap((happening, index) =>
      isLeftOut(happening) ? [] : [`  ${minute(happening.second)}  ${happeningInWords(happening, index)}`],
    ),
    ...(story.refuses?.length ? [`  ${story.refuses.join()} refuses mail`] : []),
    ...(story.bounces?.length ? [`  mail to ${story.bounces.join()} comes back`] : []),
    ...(story.fails
      ? [`  until ${minute(story.fails.until)} the mail service has no answer for ${story.fails.mailbox}`]
      : []),
    ...(story.readers ?? []).map(
      ({ mailbox, says, after }) => `  ${mailbox} answers "${says}" after ${after} seconds`,
    ),
    ...(story.wordless?.length ? [`  no word comes of letters to ${story.wordless.join()}`] : []),
    ...(story.hears ? ['  word comes of what becomes of letters'] : []),
    ...(story.digestAt ? [`  the digest is due at ${story.digestAt}`] : []),
    ...(story.ends ? ['  a record is let go the day after the last word on it'] : []),
    ...(story.dawns ?? []).map((second) => `  a day begins at ${minute(second)}`),
    ...(story.sweepless ? ['  there is no sweep'] : []),
    'What goes wrong:',
    ...[...troubles].map(([name, which]) => `  ${troubleInWords(name, which)}`),
    ...(troubles.size === 0 ? ['  nothing'] : []),
    'What comes of it:',
    ...told.map((line) => `  ${line}`),
    'What is broken:',
    ...broken.map(({ promise, how }) => `  ${promise}: ${how}`),
  ].join('\n');
}

const minute = (second: number): string => `${Math.floor(second / 60)} min ${second % 60} s`;

function happeningInWords(happening: Happening, index: number): string {
  if ('garbled' in happening) return `message ${index + 1}: what nobody can read`;
  if ('deploys' in happening) return `a new ${happening.deploys} is deployed`;
  if ('down' in happening) return `${happening.down} is down for ${happening.seconds} seconds`;
  if ('pauses' in happening) return `all mail is paused for ${happening.pauses} seconds`;
  const { says, by, of = 'no episode', data, saidBefore } = happening;
  const when = saidBefore ? `, said ${saidBefore} minutes before` : '';
  return `message ${index + 1}: the ${by} says ${says} of ${of} ${JSON.stringify(data)}${when}`;
}

function troubleInWords(name: string, which: number): string {
  const [kind = '', whom = '', nth = ''] = name.split('|');
  if (kind === 'harm') return `call ${nth} of ${whom} ${HARMS[which]}`;
  const value = KINDS[kind as Kind][which] ?? 0;
  if (kind === 'wait') return `call ${nth} of ${whom} takes ${value} ms`;
  if (kind === 'answer') return `the answer to call ${nth} of ${whom} takes ${value} ms`;
  if (kind === 'clock') return `the clock of ${whom} is ${Math.abs(value)} ms ${value < 0 ? 'slow' : 'fast'}`;
  if (kind === 'delivered') return `${whom} is delivered ${value} s late`;
  if (kind === 'copied') return `${whom} is delivered once more after ${value} s`;
  if (kind === 'scheduled') return `${whom} comes ${value} s late`;
  if (kind === 'word')
    return `${whom} ${['', 'is lost', 'comes after a delay', 'is that it is delayed'][value]}`;
  if (kind === 'scheduled twice') return `${whom} comes again after ${value} s`;
  if (kind === 'schedule lost') return `${whom} never comes`;
  return `the index that ${whom} reads is ${value} s old`;
}
