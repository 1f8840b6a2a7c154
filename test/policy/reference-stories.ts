// A story beside an example of the policy reference, played through the real handlers.
import { type Story, THIS_RULE } from '../../docs/policy-examples.ts';
import type { World } from '../../local/simulate.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { briefly } from '../../shared/core/calendar.ts';
import { DAY, later } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { Letter } from '../../shared/ports.ts';
import { childrenOf, goOn, recordsOf, type Said } from '../situations/playing.ts';

export interface Outcome {
  letters: string[];
  mail: string[];
  tasks: string[];
  texts: string[];
  /** Messages that could not be read. */
  unreadable: string[];
}

const FRIDAY_22_05 = '2026-11-20T22:05:00Z';
const WATCHED = 3 * DAY;

/** Fourteen, last seen 95 minutes before. */
const ASHA = { givenName: 'Asha', familyName: 'Example', dateOfBirth: '2012-05-14' };

export async function play(policy: Policy, rules: readonly string[], story: Story): Promise<Outcome> {
  const at = story.at ?? FRIDAY_22_05;
  const said = messages(story, at);
  const first = said.map((message) => message.at).sort()[0] ?? at;
  const world = emptyWorld(policy, first);
  if (story.refuses) world.post.answer = ({ to }) => (to === story.refuses ? 'refuse' : 'accept');
  await goOn(world, said, story.until ?? later(at, WATCHED));
  return outcome(world, rules);
}

function messages({ report, source, more = [] }: Story, at: string): Said[] {
  const { person = {}, ...data } = report ?? {};
  const usual = {
    category: 'missing',
    risk: 'medium',
    lastSeenAt: later(at, -95 * 60_000).replace('.000', ''),
    ...data,
    person: { ...ASHA, ...(person as object) },
  };
  const about = { subject: 'SM-1', ...(source !== undefined && { source }) };
  const reported = { at, type: 'missing.reported', ...about, data: usual };
  const rest = more.map(({ subject, ...message }) => {
    const isPersonal = message.type === 'case.updated' || message.type === 'education.absence';
    const whose = { person: ASHA, ...(message['data'] as object) };
    if (isPersonal) return { ...message, data: whose };
    return { subject: subject ?? 'SM-1', ...message };
  });
  return report === null ? rest : [reported, ...rest];
}

async function outcome(world: World, rules: readonly string[]): Promise<Outcome> {
  const { calendar } = world.policy;
  const records = await recordsOf(world);
  const told = records
    .flatMap((record) => Object.entries(record.told))
    .filter(([, { rule, state }]) => rules.includes(rule) && state === 'accepted')
    .sort(([, a], [, b]) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  const ofRules = new Set(told.map(([id]) => id));
  const sent = world.post.sent.filter(({ letter }) => isAbout(letter, ofRules));
  const children = await childrenOf(world);
  const tasks = children.flatMap((child) => plan(child, world.policy, world.clock.now()).tasks);
  return {
    letters: told.map(([, { at = '', rule, roles }]) => {
      const about = rule === THIS_RULE || rules.length === 1 ? '' : ` (${rule})`;
      return `${briefly(calendar, at)} ${roles.join(', ')}${about}`;
    }),
    mail: sent.map(({ at, letter }) => `${briefly(calendar, at)} ${letter.to}`),
    tasks: tasks
      .filter(({ rule }) => rules.includes(rule))
      .map(({ task, state, dueAt, targetAt }) => {
        const aim = targetAt ? `, aim ${briefly(calendar, targetAt)}` : '';
        return `${task} ${state}, by ${briefly(calendar, dueAt)}${aim}`;
      }),
    texts: sent.map(({ letter }) => letter.text.replaceAll(/\s+/g, ' ')),
    unreadable: [...world.episodes.receipts.values()].flatMap((receipt) =>
      receipt.outcome === 'unreadable'
        ? (receipt.reasons ?? []).map(({ path, message }) => `${path} ${message}`)
        : [],
    ),
  };
}

const isAbout = ({ actions }: Letter, ids: ReadonlySet<string>): boolean =>
  actions.some((action) => ids.has(action));
