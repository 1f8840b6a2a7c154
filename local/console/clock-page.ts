// The virtual clock, and its control: the only thing that the console can change.

import type { Framed } from '../../shared/console/frame.ts';
import { lines, notice } from '../../shared/console/frame.ts';
import { spoken } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { DAY, HOUR, later, MINUTE } from '../../shared/core/instant.ts';
import { escaped } from '../../shared/letters/one-line.ts';
import type { SeenHere } from './here.ts';

const STEPS: Readonly<Record<string, readonly [string, number]>> = {
  minutes: ['15 minutes', 15 * MINUTE],
  hour: ['1 hour', HOUR],
  hours: ['6 hours', 6 * HOUR],
  day: ['1 day', DAY],
  days: ['3 days', 3 * DAY],
};

export function clockPage(seen: SeenHere, asked: URLSearchParams): Framed {
  const { policy, clock } = seen;
  const now = seen.now();
  const main = [
    ...(asked.has('refused') ? [notice('That is no step of this clock: choose one below.')] : []),
    ...(asked.has('moving')
      ? ['<p role="status">It is still on its way: load this page again to see how far it is.</p>']
      : []),
    lines([
      ['Local time', spoken(policy.calendar, now)],
      ['In UTC', now],
      ['Speed', clock.speed === 1 ? 'as real time' : `${clock.speed} times real time`],
    ]),
    clock.moveTo
      ? form()
      : `<p>This clock follows that of the machine and cannot be moved. To have one that can, start on an empty folder:</p>
<pre>npm start -- --clock ${escaped(now.slice(0, 19))}Z --data .homeward/data/moved</pre>`,
  ];
  return { path: '/clock', title: 'The clock', main: main.join('\n') };
}

const form = (): string => `<form class="ask" action="/clock" method="post">
<p class="beside">The clock never goes back. Whatever falls due on the way is done on the way. No letter leaves this machine.</p>
<p><label for="step">Move it on by</label>
<select id="step" name="step">${Object.entries(STEPS)
  .map(([name, [label]]) => `<option value="${name}">${label}</option>`)
  .join('')}</select></p>
<p><button type="submit">Move the clock</button></p>
</form>`;

/** Longer than this nobody waits for a page. */
const PATIENCE = 8_000;

/** Where the browser goes next. Two who move it at once move it to the later of the two. */
export async function moved({ clock, now }: SeenHere, body: URLSearchParams): Promise<string> {
  const name = body.get('step') ?? '';
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (!step || !clock.moveTo) return '/clock?refused';
  const to: Instant = later(now(), step[1]);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'moving'>((resolve) => {
    timer = setTimeout(() => resolve('moving'), PATIENCE);
  });
  const outcome = await Promise.race([clock.moveTo(to), patience]);
  clearTimeout(timer);
  return outcome === 'moving' ? '/clock?moving' : '/clock';
}
