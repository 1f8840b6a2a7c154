// What is wrong with a message, and where: in words for whoever is on duty, and as its exact path for whoever mends it.
import type { Unread } from './seen.ts';

/** "person, date of birth: is missing (/data/person/dateOfBirth)". */
export function reasonInWords({ path, message }: Unread['reasons'][number]): string {
  const steps = path
    .replace(/^\/data(?=\/)/, '')
    .split('/')
    .filter((step) => step !== '');
  return steps.length === 0
    ? `the message: ${message}`
    : `${steps.map(named).join(', ')}: ${message} (${path})`;
}

/** "dateOfBirth" is two names in one for a program alone; a list is counted from one. */
const named = (step: string): string =>
  /^\d+$/.test(step)
    ? `number ${Number(step) + 1}`
    : step.replaceAll(/(?<=[a-z])(?=[A-Z])|[-_]/g, ' ').toLowerCase();
