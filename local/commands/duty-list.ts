import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { childRecords } from '../../shared/adapters/child-records.ts';
import type { Pause } from '../../shared/adapters/pauses.ts';
import { pauseSwitch } from '../../shared/adapters/pauses.ts';
import { dutyList } from '../../shared/console/duties.ts';
import type { Instant } from '../../shared/core/instant.ts';
import { HOUR, later } from '../../shared/core/instant.ts';
import type { Policy } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { dutyListInWords } from '../operations/duty-list-in-words.ts';
import { dutyListPage } from '../operations/duty-list-page.ts';
import { pauseInWords } from '../operations/pausing.ts';
import type { Service, ServiceAsked } from '../operations/service.ts';
import { askForService, nowIn, serviceAsked } from '../operations/service.ts';
import { tableOnDisk } from '../operations/table-on-disk.ts';
import { instant } from '../report/which-period.ts';
import { Mistake, readScenario } from '../scenario.ts';
import { simulate } from '../simulate.ts';
import { policyOf } from './check.ts';
import { running } from './running.ts';
import { usualAuthority } from './start.ts';

interface Options extends ServiceAsked {
  data?: string;
  scenario?: string;
  hours: number;
  asAt?: Instant;
  html?: string;
}

export function addDutyList(program: Command): void {
  askForService(program.command('duty-list'))
    .description(
      'Prints open episodes and what is due, most urgent first: for the desk when the service is down.',
    )
    .option('--data <folder>', 'reads the table of a service that is stopped, or answers no more')
    .option('--scenario <file>', 'plays a scenario and lists what is open in it')
    .option('--hours <n>', 'how far to look ahead', hours, 24)
    .option('--as-at <instant>', 'what counts as now; left out: now', instant)
    .option('--html <file>', 'writes a page to print, instead')
    .addHelpText(
      'after',
      '\nWithout a service that runs, its table is read from its files, which it leaves alone.',
    )
    .action(async (options: Options) => {
      const { policy, records, pause, now, from } = await whatThereIs(options);
      const asAt = options.asAt ?? now;
      const list = dutyList(records, policy, asAt, later(asAt, options.hours * HOUR));
      const notices = [...from, ...(pause ? [pauseInWords(pause, { policy })] : [])];
      if (options.html === undefined) process.stdout.write(dutyListInWords(list, policy, notices));
      else {
        writeFileSync(options.html, dutyListPage(list, policy, notices));
        process.stdout.write(`${options.html}: ${list.episodes.length} episodes\n`);
      }
    });
}

interface Found {
  policy: Policy;
  records: ChildRecord[];
  pause: Pause | undefined;
  now: Instant;
  /** Said at the top: where it comes from, if not from the service itself. */
  from: string[];
}

async function whatThereIs(options: Options): Promise<Found> {
  const { authority, data, scenario, outputs } = options;
  if (scenario !== undefined) return inScenario(scenario, authority);
  if (data !== undefined) return onDisk(authority, data);
  if (outputs === undefined && !isRunning()) {
    const { usualDataFolder } = await import('../start.ts');
    return onDisk(authority, usualDataFolder(authority ?? usualAuthority));
  }
  return inService(serviceAsked(options));
}

async function inScenario(file: string, authority: string | undefined): Promise<Found> {
  if (authority === undefined) throw new Mistake('Say --authority too: a scenario is played by a procedure');
  const policy = policyOf(authority);
  const { world } = await simulate(readScenario(file), policy);
  const kept = await world.episodes.readAll(world.episodes.ids());
  const records = kept.map(({ record }) => record).filter(isChilds);
  return { policy, records, pause: undefined, now: world.clock.now(), from: [] };
}

const isChilds = (record: HomewardRecord): record is ChildRecord => record.kind === 'child';

async function onDisk(authority: string | undefined, data: string): Promise<Found> {
  const policy = policyOf(authority ?? usualAuthority);
  const { name, slug } = policy.authority;
  const { records, pause, isHeld, table } = await tableOnDisk(data);
  const [, whose] = /^homeward-(.+)-Episodes/.exec(table) ?? [];
  if (whose !== undefined && whose !== slug)
    throw new Mistake(`${data} is of ${whose}, not of ${slug}: say --authority ${whose}`);
  const from = isHeld
    ? `The service of ${name} holds its files in ${data} and was not asked: its last moments may be missing. Leave --data out to ask it.`
    : `The service of ${name} does not run: this is what its files hold in ${data}.`;
  return { policy, records: records.filter(isChilds), pause, now: nowIn(data), from: [from] };
}

async function inService(service: Service): Promise<Found> {
  const { policy, table, client } = service;
  const records: ChildRecord[] = [];
  for await (const record of childRecords(table, client)) records.push(record);
  const switched = pauseSwitch(table, client);
  try {
    return { policy, records, pause: await switched.read(), now: service.now(), from: [] };
  } finally {
    switched.close();
  }
}

function isRunning(): boolean {
  try {
    running();
    return true;
  } catch {
    return false;
  }
}

function hours(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 24 * 28)
    throw new InvalidArgumentError('Not a whole number of hours, at most four weeks.');
  return value;
}
