// The command line: one file for each command, one way to fail (0 well, 1 not so, 2 bad arguments; no stack trace for a user's mistake).
import { Command, CommanderError } from 'commander';
import { QueueRefuses } from '../shared/adapters/notifications-in-tens.ts';
import { addBringBack } from './commands/bring-back.ts';
import { addCheck } from './commands/check.ts';
import { addCost } from './commands/cost.ts';
import { addCoverage } from './commands/coverage.ts';
import { addDiff } from './commands/diff.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDutyList } from './commands/duty-list.ts';
import { addExplain } from './commands/explain.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addPause } from './commands/pause.ts';
import { addPrint } from './commands/print.ts';
import { addRedrive } from './commands/redrive.ts';
import { addReport } from './commands/report.ts';
import { addResume } from './commands/resume.ts';
import { addSend } from './commands/send.ts';
import { addSimulate } from './commands/simulate.ts';
import { addStart } from './commands/start.ts';
import { addUnreadable } from './commands/unreadable.ts';
import { Mistake } from './scenario.ts';

const program = new Command('homeward')
  .description('When the police report a child missing or found, the right people know in time.')
  .exitOverride()
  .showHelpAfterError('(--help shows how)');
for (const add of [
  addStart,
  addInit,
  addDoctor,
  addCost,
  addCheck,
  addSimulate,
  addExplain,
  addPrint,
  addDiff,
  addCoverage,
  addSend,
  addImport,
  addUnreadable,
  addReport,
  addDutyList,
  addPause,
  addResume,
  addRedrive,
  addBringBack,
])
  add(program);
for (const command of program.commands) command.exitOverride().showHelpAfterError('(--help shows how)');

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof Mistake || error instanceof QueueRefuses) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
