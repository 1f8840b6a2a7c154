import { join } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { queueOfTens } from '../../shared/adapters/notifications-in-tens.ts';
import { identityOf } from '../../shared/adapters/which-table.ts';
import { readMoment } from '../../shared/contract/instants.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { type CheckedFile, checked } from '../case-extract/checked-file.ts';
import { columns } from '../case-extract/columns.ts';
import { EarlierImports, type Import } from '../case-extract/earlier-imports.ts';
import { pipelineNow, timeOfExtract } from '../case-extract/extract-time.ts';
import { extractFile } from '../case-extract/file-text.ts';
import { importRows } from '../case-extract/import-rows.ts';
import { holdAlone } from '../case-extract/one-at-a-time.ts';
import { Progress } from '../case-extract/progress.ts';
import { asJson, inWords } from '../case-extract/report.ts';
import type { Speaker } from '../case-extract/row.ts';
import { labelled } from '../columns.ts';
import { Mistake, usualSender } from '../scenario.ts';
import { policyOf } from './check.ts';
import { localClient, running } from './running.ts';

interface Options {
  dryRun?: boolean;
  json?: boolean;
  extractedAt?: string;
  afresh?: boolean;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description(
      "Sends a case system's export (CSV) to the running pipeline: every row that is new or changed.",
    )
    .argument('<file>', 'a CSV file in UTF-8 whose first line names its columns')
    .option('--dry-run', 'send nothing, and say what would change')
    .option('--json', 'print one JSON object, with every bad row')
    .option(
      '--extracted-at <instant>',
      'when the extract was made; left out: when the file was last written',
      at,
    )
    .option('--afresh', 'send every row, whatever earlier imports sent')
    .addHelpText('after', help)
    .action(importFile);
}

async function importFile(
  path: string,
  { dryRun = false, json, extractedAt, afresh }: Options,
): Promise<void> {
  const { endpoint, notificationQueueUrl, authority, tableName, data } = running();
  const policy = policyOf(authority);
  const file = await checked(extractFile(path));
  const speaker = speakerOf(policy, extractedAt ?? timeOfExtract(file, pipelineNow(data)));
  const client = localClient(endpoint, speaker.sender);
  // What was sent to one pipeline says nothing of what another knows.
  const pipeline = await identityOf(tableName, client);
  const memory = join('.homeward', 'case-extract', `${policy.authority.slug}-${pipeline}`);
  const letGo = holdAlone(`${memory}.lock`);
  const queue = queueOfTens(notificationQueueUrl, client);
  try {
    const earlier = new EarlierImports(memory, afresh);
    refuseOlder(file, speaker, earlier.last);
    if (!dryRun) earlier.begin({ extractedAt: speaker.extractedAt, digest: file.digest });
    const progress = new Progress(process.stderr, file.size);
    const out = (text: string) => process.stdout.write(text);
    const told = { path, extractedAt: speaker.extractedAt, dryRun };
    const report = json ? asJson(told, out) : inWords(told, out, (line) => progress.say(line));
    const { ended, ...totals } = await importRows({
      file,
      speaker,
      earlier,
      send: dryRun ? undefined : queue.push,
      stopping: whenInterrupted(),
      onBad: report.bad,
      onChange: report.change,
      onProgress: (bytes, rows) => progress.update(bytes, rows),
    });
    progress.end();
    report.end(totals, ended);
    earlier.close();
    if (ended !== undefined)
      throw new Mistake(dryRun ? ended : `${ended}. Run the same again: it goes on from there.`);
    if (totals.bad > 0) process.exitCode = 1;
  } finally {
    queue.close();
    letGo();
  }
}

function speakerOf(policy: Policy, extractedAt: string): Speaker {
  const { sources, authority } = policy;
  const source = sources.find(({ is }) => is === 'case-system')?.urn.replace(/:ANY$/, `:${authority.slug}`);
  if (!source) {
    throw new Mistake(`${authority.name} has no case system: add a source that is case-system to its file`);
  }
  return { authority: authority.code, source, sources, sender: usualSender(source, policy), extractedAt };
}

/** The pipeline keeps the latest word by its time: an older extract would be remembered here and overruled there. */
function refuseOlder(
  { path, digest }: CheckedFile,
  { extractedAt }: Speaker,
  last: Import | undefined,
): void {
  if (!last || extractedAt > last.extractedAt) return;
  if (extractedAt === last.extractedAt && digest === last.digest) return;
  throw new Mistake(
    `${path}, as it was at ${extractedAt}, is not newer than the last extract, of ${last.extractedAt}: ` +
      'import a newer one, or say with --extracted-at when this one was made. Nothing was sent.',
  );
}

/** Asked once, what is under way comes to its end; asked twice, the process ends. */
function whenInterrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

function at(text: string): string {
  const moment = readMoment(text, 'instant');
  if (typeof moment === 'string') throw new InvalidArgumentError(`It ${moment}.`);
  return moment.canonical;
}

function help(): string {
  const told = columns.map(({ name, about, values }) => {
    return [name, values.length > 0 ? `${about} ${values.join(', ')}.` : about] as const;
  });
  return [
    '\nColumns, in any order (each row needs localAuthorityId, nhsNumber or policePersonId):',
    ...labelled(told),
    '\nAn empty cell says nothing; the word unknown says that nobody knows. Dates: 31/01/2012 or 2012-01-31.',
    'Yes or no: true, false, yes, no. docs/case-extract.md says the rest.',
  ].join('\n');
}
