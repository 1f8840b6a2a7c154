// What if: an invented child, played through the real procedure in memory; nothing leaves this machine and nothing is kept.

import { illustrated } from '../../shared/console/episode.ts';
import type { Framed } from '../../shared/console/frame.ts';
import type { Seen } from '../../shared/console/seen.ts';
import { briefly } from '../../shared/core/calendar.ts';
import type { Purpose } from '../../shared/core/policy.ts';
import { capital, escaped, oneLine, plainly } from '../../shared/letters/one-line.ts';
import { listAuthorities, loadAuthority } from '../../shared/policy/load.ts';
import { LETTER_NAMES } from '../../shared/timeline/marks.ts';
import { ownWords, quoted } from '../../shared/timeline/own-words.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { table } from '../../shared/timeline/table.ts';
import type { Scenario } from '../scenario.ts';
import type { Simulation } from '../simulate.ts';
import { simulate } from '../simulate.ts';
import { picturesOf } from '../simulation/episode-pictures.ts';
import type { Faults, Supposed } from './supposed.ts';
import { CATEGORIES, RISKS, STATUSES, scenarioOf, usual } from './supposed.ts';

export async function whatIf(seen: Seen, asked: URLSearchParams): Promise<Framed> {
  const authority = asked.get('authority') ?? seen.policy.authority.slug;
  const isOurs = authority === seen.policy.authority.slug;
  const loaded = isOurs || listAuthorities().includes(authority) ? policyOf(seen, authority) : undefined;
  const policy = loaded ?? seen.policy;
  const standard = usual(policy.calendar, seen.now());
  const supposed = Object.fromEntries(
    Object.entries(standard).map(([field, value]) => [field, oneLine(asked.get(field) ?? value, 40)]),
  ) as unknown as Supposed;
  const scenario: Scenario | Faults | undefined = asked.has('reported')
    ? scenarioOf(supposed, policy)
    : undefined;
  const faults: Faults['faults'] = scenario && 'faults' in scenario ? scenario.faults : [];
  const main = [
    '<p>An invented child, played through the procedure in memory. Nobody is told anything, and nothing is kept.</p>',
    ...(faults.length > 0 ? [problems(faults)] : []),
    form(supposed, authority, seen, faults),
    ...(scenario && 'messages' in scenario ? await played(scenario, policy) : []),
  ];
  return { path: '/what-if', title: 'What if a child goes missing', main: main.join('\n') };
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
    reasons.map(({ path, message }) => `<p class="alert">${escaped(oneLine(`${path} ${message}`, 300))}</p>`),
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

const whoIsTold = ({ actions }: Simulation, policy: Seen['policy']): string =>
  table(
    actions.length === 1 ? '1 letter' : `${actions.length} letters`,
    ['When', 'Who', 'What', 'Where', 'Clauses'],
    actions.map(({ at, roles, purpose, rule, to, clauses, kind, dueAt }) => [
      briefly(policy.calendar, at),
      roles.map(plainly).join(', '),
      [
        `${LETTER_NAMES[purpose as Purpose]}:`,
        quoted(ownWords(rule, policy) ?? plainly(rule)),
        ...(kind === 'task' ? [`To be done by ${briefly(policy.calendar, dueAt)}.`] : []),
        `(${plainly(rule)})`,
      ].join(' '),
      to.join(', '),
      clauses.join(', '),
    ]),
  );

const LABELS: Record<keyof Supposed, string> = {
  age: 'Age',
  status: 'Case status',
  risk: 'Risk',
  category: 'Category',
  seen: 'Last seen',
  reported: 'Report received',
  back: 'Found, seen by the police',
  days: 'Days to follow',
};

const faultInWords = ([field, why]: Faults['faults'][number]): string => escaped(`${LABELS[field]} ${why}`);

const problems = (faults: Faults['faults']): string =>
  `<div class="notice" role="alert"><h2>There is a problem</h2><ul>${faults
    .map((fault) => `<li><a href="#${fault[0]}">${faultInWords(fault)}</a></li>`)
    .join('')}</ul></div>`;

function form(supposed: Supposed, authority: string, { policy }: Seen, faults: Faults['faults']): string {
  const faultOf = (field: keyof Supposed) => faults.find(([name]) => name === field);
  const field = (name: keyof Supposed, hint: string, control: string) => {
    const fault = faultOf(name);
    const said = fault ? `<span class="alert" id="fault-${name}">${faultInWords(fault)}</span>` : '';
    return `<p><label for="${name}">${LABELS[name]}<span class="hint">${hint}</span></label>${said}${control}</p>`;
  };
  const about = (name: keyof Supposed) =>
    `id="${name}" name="${name}"${faultOf(name) ? ` aria-invalid="true" aria-describedby="fault-${name}"` : ''}`;
  const input = (name: keyof Supposed, type: string, more = '') =>
    `<input ${about(name)} type="${type}" value="${escaped(supposed[name])}"${more}>`;
  const select = (name: keyof Supposed, all: readonly string[]) =>
    `<select ${about(name)}>${options(all, supposed[name])}</select>`;
  const nameOf = (slug: string) => (slug === policy.authority.slug ? policy.authority.name : placeName(slug));
  const authorities = [...new Set([policy.authority.slug, ...listAuthorities()])];
  return `<form class="ask" action="/what-if#told" method="get">
<p><label for="authority">Authority<span class="hint">whose procedure</span></label><select id="authority" name="authority">${options(authorities, authority, nameOf)}</select></p>
${field('age', 'in years; empty where unknown', input('age', 'number', ' min="0" max="17"'))}
${field('status', 'as the case system has it', select('status', STATUSES))}
${field('risk', 'as the police state it', select('risk', RISKS))}
${field('category', 'as the police state it', select('category', CATEGORIES))}
${field('seen', 'local time; empty where unknown', input('seen', 'datetime-local'))}
${field('reported', 'local time', input('reported', 'datetime-local', ' required'))}
${field('back', 'local time; empty while missing', input('back', 'datetime-local'))}
${field('days', 'after the report, or the return', input('days', 'number', ' min="1" max="70"'))}
<p><button type="submit">Play it</button></p>
</form>`;
}

/** "Cheshire East" from its file's name. */
const placeName = (slug: string): string => slug.split('-').map(capital).join(' ');

const options = (all: readonly string[], chosen: string, named = plainly): string =>
  all
    .map(
      (each) =>
        `<option value="${escaped(each)}"${each === chosen ? ' selected' : ''}>${escaped(named(each))}</option>`,
    )
    .join('');
