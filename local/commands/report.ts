import type { Command } from 'commander';
import { Option } from 'commander';
import { childRecords } from '../../shared/adapters/child-records.ts';
import { localDate } from '../../shared/core/calendar.ts';
import type { Instant } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import type { Kind } from '../../shared/reports/every-kind.ts';
import { KINDS, reportOn } from '../../shared/reports/every-kind.ts';
import { csv } from '../report/csv.ts';
import { inWords } from '../report/in-words.ts';
import type { Asked } from '../report/which-period.ts';
import { date, instant, month, periodAsked, year } from '../report/which-period.ts';
import { Mistake, readScenario } from '../scenario.ts';
import { simulate } from '../simulate.ts';
import { policyOf } from './check.ts';
import { localClient, running } from './running.ts';

interface Options extends Asked {
  kind: Kind;
  table?: string;
  scenario?: string;
  asAt?: Instant;
  json?: boolean;
  csv?: boolean;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description(
      'Reports on the children on record: numbers for the board, or lists for those whose work they are.',
    )
    .argument('<authority>', 'a name in authorities/, or a path')
    .addOption(new Option('--kind <kind>', 'which report').choices(KINDS).default('board'))
    .option('--from <date>', 'the first day of the period, with --to', date)
    .option('--to <date>', 'its last day', date)
    .option('--month <month>', 'a month, such as 2026-11', month)
    .option('--quarter [month]', 'the quarter that holds a month; without one, the last whole quarter', month)
    .option('--year-to-31-march <year>', 'the year that ends on 31 March', year)
    .option('--as-at <instant>', 'what counts as now, where the pipeline runs on a clock of its own', instant)
    .addOption(
      new Option(
        '--table <name>',
        'the table of a deployed stack, read with the credentials of this shell',
      ).conflicts('scenario'),
    )
    .option('--scenario <file>', 'plays a scenario and reports on its children')
    .addOption(new Option('--json', 'print one JSON object').conflicts('csv'))
    .option('--csv', 'print rows for a spreadsheet')
    .addHelpText('after', HELP)
    .action(report);
}

async function report(authority: string, options: Options): Promise<void> {
  const policy = policyOf(authority);
  const { records, now } = await recordsFor(policy, options);
  const asAt = options.asAt ?? now;
  const period = periodAsked(options, options.kind, localDate(policy.calendar, asAt));
  const found = await reportOn(records, options.kind, { policy, period, asAt });
  if (options.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else process.stdout.write(options.csv ? csv(found) : inWords(found, policy));
  if (options.csv && found.kind === 'annual-return' && found.toCheck.length > 0) {
    process.stderr.write(`${found.toCheck.length} matters to be checked first: --json lists them\n`);
  }
}

interface Read {
  records: AsyncIterable<ChildRecord> | Iterable<ChildRecord>;
  now: Instant;
}

async function recordsFor(policy: Policy, { table, scenario }: Options): Promise<Read> {
  const now = new Date().toISOString();
  if (table !== undefined) return { records: childRecords(table, {}), now };
  if (scenario !== undefined) {
    const { world } = await simulate(readScenario(scenario), policy);
    const kept = await world.episodes.readAll(world.episodes.ids());
    const records = kept.flatMap(({ record }) => (record.kind === 'child' ? [record] : []));
    return { records, now: world.clock.now() };
  }
  const here = running();
  const runs = policyOf(here.authority).authority;
  if (runs.code !== policy.authority.code) {
    throw new Mistake(`The pipeline that runs here is that of ${runs.name}, not of ${policy.authority.name}`);
  }
  return { records: childRecords(here.tableName, localClient(here.endpoint, 'operator')), now };
}

const HELP = `
Kinds:
  board          numbers alone, small ones hidden: for the board, members and the partnership
  group          the agenda of the monthly multi-agency group, child by child
  home           absences home by home, for the independent visitors
  annual-return  missing (M) and away (A) episodes of our own looked-after children
  register       other authorities' children of whom we were told

Without a period: the last whole month; for the annual return the last whole year to 31 March.
docs/reports.md defines every figure and names its clause.`;
