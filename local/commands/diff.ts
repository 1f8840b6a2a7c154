import type { Command } from 'commander';
import type { Calendar } from '../../shared/core/calendar.ts';
import { spoken } from '../../shared/core/calendar.ts';
import { versionOn } from '../../shared/core/policy.ts';
import { theRole } from '../../shared/policy/in-words/names.ts';
import { labelled, ruled, wrapped } from '../columns.ts';
import type { RoleLetter } from '../comparison/letters.ts';
import type { Differences, Side } from '../comparison/procedures.ts';
import { directoriesCompared, routesCompared, rulesCompared } from '../comparison/procedures.ts';
import type { StoriesCompared } from '../comparison/stories.ts';
import { storiesCompared } from '../comparison/stories.ts';
import { Mistake } from '../scenario.ts';
import { policyOf } from './check.ts';
import { isRealDate } from './print.ts';

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description(
      'Compares two procedures: their rules, tables and roles, and what each makes of every scenario.',
    )
    .argument(
      '<a>',
      'a name in authorities/ or a path; @DATE after it picks the version in force on that date',
    )
    .argument('<b>', 'the other one, such as darlington@2018-12-01')
    .option('--json', 'print one JSON object')
    .action(async (first: string, second: string, options: { json?: boolean }) => {
      const [a, b] = [sideOf(first), sideOf(second)];
      const compared: Compared = {
        rules: rulesCompared(a.version, b.version),
        routes: routesCompared(a.version, b.version),
        directory: directoriesCompared(a.policy, b.policy),
        scenarios: await storiesCompared(a, b),
      };
      const answer = { a: headOf(a), b: headOf(b), ...compared };
      process.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : asText(a, b, compared));
    });
}

interface Compared {
  rules: Differences;
  routes: Differences;
  directory: Differences;
  scenarios: StoriesCompared;
}

function sideOf(written: string): Side {
  const [, name = written, date] = /^(.+)@([^@/]*)$/.exec(written) ?? [];
  if (date !== undefined && !isRealDate(date)) {
    throw new Mistake(`${written}: ${date || 'nothing'} is not a date: write it like ${name}@2018-12-01`);
  }
  const policy = policyOf(name);
  const first = policy.versions[0]?.from ?? '';
  if (date !== undefined && date < first) {
    throw new Mistake(
      `${written}: ${policy.authority.name} has no version in force then: the first is from ${first}`,
    );
  }
  return { policy, version: versionOn(policy, date ?? new Date().toISOString().slice(0, 10)) };
}

const headOf = ({ policy, version }: Side) => ({
  authority: policy.authority.slug,
  version: version.id,
  from: version.from,
});

const inWords = ({ policy, version }: Side): string => `${policy.authority.name} ${version.id}`;

function asText(a: Side, b: Side, { rules, routes, directory, scenarios }: Compared): string {
  const lines = [
    ...ruled(`A is ${inWords(a)}, B is ${inWords(b)}`, '='),
    ...differences('Rules', rules),
    ...differences('Routing tables', routes),
    ...differences('Roles of the directory', directory),
    ...stories(scenarios, a.policy.calendar, b.policy.calendar),
  ];
  return `${lines.join('\n')}\n`;
}

function differences(heading: string, { onlyInA, onlyInB, changed }: Differences): string[] {
  const only = [
    ['only in A', onlyInA.join(', ')],
    ['only in B', onlyInB.join(', ')],
  ] as const;
  const none = [...onlyInA, ...onlyInB, ...changed].length === 0;
  return [
    '',
    ...ruled(heading, '-'),
    ...(none
      ? ['No difference.']
      : labelled(
          only.filter(([, names]) => names !== ''),
          0,
        )),
    ...changed.flatMap(({ name, changes }) => [
      '',
      ...wrapped(name),
      ...changes.flatMap(({ what, a, b }) => [
        ...wrapped(what, 2),
        ...labelled(
          [
            ['A', a || '(nothing)'],
            ['B', b || '(nothing)'],
          ],
          4,
        ),
      ]),
    ]),
  ];
}

function stories({ same, different, skipped }: StoriesCompared, a: Calendar, b: Calendar): string[] {
  const letter = ({ role, purpose, rule, episode, at, deadline }: RoleLetter, calendar: Calendar) =>
    `${theRole(role)}, ${purpose} (${rule}, ${episode}): ${times({ at, deadline }, calendar)}`;
  return [
    '',
    ...ruled('Scenarios', '-'),
    `${same.length} come out the same, ${different.length} differently, ${skipped.length} are skipped.`,
    ...different.flatMap(({ scenario, about, onlyInA, onlyInB, atDifferentTimes }) => [
      '',
      ...wrapped(scenario),
      ...wrapped(about, 2),
      ...labelled([
        ...onlyInA.map((each) => ['only A', letter(each, a)] as const),
        ...onlyInB.map((each) => ['only B', letter(each, b)] as const),
        ...atDifferentTimes.map(
          (pair) => ['other time', `${letter(pair.a, a)} in A, ${times(pair.b, b)} in B`] as const,
        ),
      ]),
    ]),
    ...(skipped.length > 0 ? ['', 'Skipped'] : []),
    ...labelled(skipped.map(({ scenario, why }) => [scenario, why] as const)),
  ];
}

const times = ({ at, deadline }: { at: string; deadline?: string | undefined }, calendar: Calendar): string =>
  `${spoken(calendar, at)}${deadline ? `, to be done by ${spoken(calendar, deadline)}` : ''}`;
