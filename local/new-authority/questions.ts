// What is asked of a person at the keyboard; each answer is judged before the next question.
import { input } from '@inquirer/prompts';
import type { Answers } from './answers.ts';
import { refusedAddress, refusedCode, refusedDomain, refusedMailbox } from './answers.ts';

export type Given = Partial<Omit<Answers, 'slug' | 'today'>>;

/** Asks for what is missing; an empty answer leaves a marked placeholder. */
export async function askFor(slug: string, given: Given): Promise<Given> {
  const code =
    given.code ?? (await ask('GSS code of the authority, such as E08000025', required(refusedCode)));
  const domains = given.domains ?? [
    await ask("The authority's own mail domain, such as birmingham.gov.uk", required(refusedDomain)),
  ];
  const address = async (about: string, known: string | undefined) =>
    known ??
    ((await ask(
      `${about} (empty: later)`,
      optional((text) => refusedAddress(text, domains)),
    )) ||
      undefined);
  const answers = {
    frontDoor: await address('Mailbox of the front door', given.frontDoor),
    deputy: await address('Mailbox of its deputy', given.deputy),
    reviewingOfficer: await address('Mailbox of the independent reviewing officers', given.reviewingOfficer),
    pilot: await address(`Mailbox that gets every letter while ${slug} is on trial`, given.pilot),
    alarms:
      given.alarms ??
      ((await ask('Mailbox for alarms, read at night (empty: later)', optional(refusedMailbox))) ||
        undefined),
  };
  const said = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  return { ...given, ...said, code, domains };
}

type Judge = (text: string) => string | undefined;

const ask = async (message: string, validate: (text: string) => string | true): Promise<string> =>
  (await input({ message: `${message}:`, validate: (text) => validate(text.trim()) })).trim();

const required =
  (refused: Judge) =>
  (text: string): string | true =>
    refused(text) ?? true;

const optional =
  (refused: Judge) =>
  (text: string): string | true =>
    text === '' ? true : (refused(text) ?? true);
