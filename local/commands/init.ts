import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { FOLDER } from '../../shared/policy/load.ts';
import type { Answers } from '../new-authority/answers.ts';
import {
  refusedAccount,
  refusedAddress,
  refusedCode,
  refusedDomain,
  refusedMailbox,
  refusedName,
  refusedSlug,
  refusedUrn,
  usualName,
} from '../new-authority/answers.ts';
import { firstMessages, TRIALS } from '../new-authority/first-messages.ts';
import type { Given } from '../new-authority/questions.ts';
import { newFile, write } from '../new-authority/write-file.ts';
import { Mistake } from '../scenario.ts';

interface Options extends Omit<Given, 'domains'> {
  domain?: string[];
  print?: boolean;
}

export function addInit(program: Command): void {
  program
    .command('init')
    .description(
      'Writes the file of a new authority: the national guidance, on trial, with marked placeholders.',
    )
    .argument('<name>', 'what the file, the stack and the commands call it, such as birmingham')
    .option('--code <gss>', 'GSS code of the authority, such as E08000025')
    .option('--domain <domain...>', 'its own mail domains; letters come from the first')
    .option('--name <words>', 'as letters sign; left out: its official name, or from the name above')
    .option('--front-door <address>', 'mailbox of the front door')
    .option('--deputy <address>', 'mailbox told where the front door refuses a letter')
    .option('--reviewing-officer <address>', 'mailbox of the independent reviewing officers')
    .option('--pilot <address>', 'mailbox that gets every letter while it is on trial')
    .option('--alarms <address>', 'mailbox for alarms, read at night')
    .option('--police-urn <urn>', "how the police's messages call their source")
    .option('--account <digits>', 'AWS account of the stack')
    .option('--print', 'print the file and write nothing')
    .action(init);
}

async function init(
  slug: string,
  { domain: domains, print, ...flags }: Options,
  command: Command,
): Promise<void> {
  stopAt([refusedSlug(slug)], command);
  const given: Given = { ...flags, ...(domains && { domains: domains.map((each) => each.toLowerCase()) }) };
  stopAt(refusals(slug, given), command);
  const whole = isAnswered(given) ? given : await asked(slug, given, command);
  const { code = '', domains: own = [] } = whole;
  const answers: Answers = {
    name: usualName(slug, code),
    ...whole,
    slug,
    code,
    domains: own,
    today: new Date().toISOString().slice(0, 10),
  };
  const text = newFile(answers, FOLDER);
  if (print) {
    process.stdout.write(text);
    return;
  }
  write(slug, text, FOLDER);
  writeFirstMessages(answers);
  process.stdout.write(farewell(answers));
}

const isAnswered = ({ code, domains }: Given): boolean => code !== undefined && domains !== undefined;

/** Asks where somebody sits at the keyboard; else names the flags, and never waits. */
async function asked(slug: string, given: Given, command: Command): Promise<Given> {
  if (process.stdin.isTTY && process.stdout.isTTY) {
    // Imported late: no other command asks anything.
    const { askFor } = await import('../new-authority/questions.ts');
    return askFor(slug, given).catch((error: Error) => {
      if (error.name === 'ExitPromptError') throw new Mistake('Nothing was written.');
      throw error;
    });
  }
  const missing = [...(given.code ? [] : ['--code']), ...(given.domains ? [] : ['--domain'])];
  return command.error(`Nobody is at the keyboard to be asked: give ${missing.join(' and ')} too`);
}

function refusals(slug: string, given: Given): (string | undefined)[] {
  const { code, domains = [], name, account, policeUrn } = given;
  const { frontDoor, deputy, reviewingOfficer, pilot } = given;
  const addresses = Object.entries({
    'front-door': frontDoor,
    deputy,
    'reviewing-officer': reviewingOfficer,
    pilot,
  });
  return [
    code === undefined ? undefined : refusedCode(code),
    ...domains.map(refusedDomain),
    name === undefined ? undefined : refusedName(name, slug),
    ...(given.domains ? addresses : []).map(([flag, address]) => {
      const refused = address === undefined ? undefined : refusedAddress(address, domains);
      return refused && `--${flag}: ${refused}`;
    }),
    given.alarms === undefined ? undefined : refusedMailbox(given.alarms),
    account === undefined ? undefined : refusedAccount(account),
    policeUrn === undefined ? undefined : refusedUrn(policeUrn),
  ];
}

function stopAt(refused: readonly (string | undefined)[], command: Command): void {
  const lines = refused.filter((line) => line !== undefined);
  if (lines.length > 0) command.error(lines.join('\n'));
}

function writeFirstMessages(answers: Answers): void {
  mkdirSync(TRIALS, { recursive: true });
  for (const [file, message] of firstMessages(answers, new Date().toISOString()))
    writeFileSync(join(TRIALS, file), `${JSON.stringify(message, null, 2)}\n`);
}

const farewell = ({
  slug,
  name,
}: Answers): string => `authorities/${slug}.yaml is written: ${name}, the national guidance, on trial.

Try it now:
  npx homeward check ${slug}
  npx homeward simulate ${slug} examples/first-night.yaml
  npm start -- --authority ${slug}                    # and in a second terminal:
  npx homeward send ${TRIALS}/${slug}-missing.json     # then ${slug}-found.json

What is left to people, in the order in which it takes longest (docs/deploying.md):
  1. The police and the case system name the IAM roles that send (senders), and send a first message.
  2. An AWS account in eu-west-2 (deployment.account), and SES production access for it.
  3. DNS records of the sender's domain: npx homeward doctor ${slug} lists them.
  4. Mailboxes: each address in the directory, its out-of-hours address, and who reads the alarms at night.
  5. The procedure: a ladder, roles and neighbours of your own; npx homeward print ${slug} is for the board to sign.
  6. School terms, office hours, and the day on which this file is read again.
  7. How long records are kept: the records manager names the periods (retention).
  8. The trial: compare its letters with what people did, then take out deployment.shadow.
`;
