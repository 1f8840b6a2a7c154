// What if: an invented child, played through the real procedure in memory; nothing leaves this machine and nothing is kept.

import { illustrated } from '../../shared/console/episode.ts';
import type { Framed } from '../../shared/console/frame.ts';
import { reasonInWords } from '../../shared/console/reason-in-words.ts';
import type { Seen } from '../../shared/console/seen.ts';
import { briefly } from '../../shared/core/calendar.ts';
import { plainly } from '../../shared/core/in-words.ts';
import type { Purpose } from '../../shared/core/policy.ts';
import { taskName } from '../../shared/core/task-name.ts';
import { escaped, oneLine } from '../../shared/letters/one-line.ts';
import { listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { LETTER_NAMES, wordsUnnamed } from '../../shared/timeline/marks.ts';
import { quoted } from '../../shared/timeline/own-words.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { table } from '../../shared/timeline/table.ts';
import type { Scenario } from '../scenario.ts';
import type { Simulation } from '../simulate.ts';
import { simulate } from '../simulate.ts';
import { picturesOf } from '../simulation/episode-pictures.ts';
import type { Faults, Supposed } from './supposed.ts';
import { scenarioOf, usual } from './supposed.ts';
import { form, problems } from './what-if-form.ts';
import type { Written } from './written-time.ts';
import { PARTS } from './written-time.ts';

export async function whatIf(seen: Seen, asked: URLSearchParams): Promise<Framed> {
  const authority = asked.get('authority') ?? seen.policy.authority.slug;
  const isOurs = authority === seen.policy.authority.slug;
  const loaded = isOurs || listAuthorities().includes(authority) ? policyOf(seen, authority) : undefined;
  const policy = loaded ?? seen.policy;
  const standard = usual(policy.calendar, seen.now());
  const isAsked = PARTS.some((part) => asked.has(`reported-${part}`));
  const supposed = isAsked ? supposedIn(asked, standard) : standard;
  const scenario: Scenario | Faults | undefined = isAsked ? scenarioOf(supposed, policy) : undefined;
  const faults: Faults['faults'] = scenario && 'faults' in scenario ? scenario.faults : [];
  const main = [
    '<p>An invented child, played through the procedure in memory. Nobody is told anything, and nothing is kept.</p>',
    ...(faults.length > 0 ? [problems(faults)] : []),
    form(supposed, authority, seen, faults),
    ...(scenario && 'messages' in scenario ? await played(scenario, policy) : []),
  ];
  const isWrong = faults.length > 0;
  return { path: '/what-if', title: 'What if a child goes missing', isWrong, main: main.join('\n') };
}

/** What was written into the form, whatever it is; what it did not ask for is as usual. */
function supposedIn(asked: URLSearchParams, standard: Supposed): Supposed {
  const said = (name: string) => {
    const value = asked.get(name);
    return value === null ? undefined : oneLine(value, 40);
  };
  const all = Object.entries(standard).map(([field, usual]): [string, string | Written] => [
    field,
    typeof usual === 'string'
      ? (said(field) ?? usual)
      : (Object.fromEntries(PARTS.map((part) => [part, said(`${field}-${part}`) ?? ''])) as Written),
  ]);
  return Object.fromEntries(all) as unknown as Supposed;
}

function policyOf(seen: Seen, authority: string): Seen['policy'] | undefined {
  if (authority === seen.policy.authority.slug) return seen.policy;
  const loaded = loadAuthority(authority);
  return loaded.ok ? loaded.policy : undefined;
}

async function played(scenario: Scenario, policy: Seen['policy']): Promise<string[]> {
  const { world, simulation } = await simulate(scenario, policy);
  const [picture] = await picturesOf(world);
  const refused = simulation.rejected.flatMap(({ reasons }) =>
    reasons.map((reason) => `<p class="alert">${escaped(oneLine(reasonInWords(reason), 300))}</p>`),
  );
  return [
    '<h2 id="told">Who would be told</h2>',
    '<p>Nobody answers and nobody records anything in this play: so what is asked becomes overdue.</p>',
    ...refused,
    whoIsTold(simulation, policy),
    ...(picture ? ['<h2>The picture</h2>', illustrated(asPlayed(picture))] : []),
  ];
}

const asPlayed = (picture: Picture): Picture => ({ ...picture, initials: 'An invented child' });

/** By its name, or by its own words and its id. */
function toldWords(rule: string, policy: Seen['policy']): string {
  const words = wordsUnnamed(rule, policy);
  return words ? `${quoted(words)} (${taskName(rule, policy)}).` : `${taskName(rule, policy)}.`;
}

const whoIsTold = ({ actions }: Simulation, policy: Seen['policy']): string =>
  table(
    actions.length === 1 ? '1 letter' : `${actions.length} letters`,
    ['When', 'Who', 'What', 'Where', 'Clauses'],
    actions.map(({ at, roles, purpose, rule, to, clauses, kind, dueAt }) => [
      briefly(policy.calendar, at),
      roles.map(plainly).join(', '),
      [
        `${LETTER_NAMES[purpose as Purpose]}:`,
        toldWords(rule, policy),
        ...(kind === 'task' ? [`To be done by ${briefly(policy.calendar, dueAt)}.`] : []),
      ].join(' '),
      to.join(', '),
      clauses.join(', '),
    ]),
  );
