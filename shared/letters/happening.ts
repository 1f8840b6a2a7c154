// What a digest says of one thing that was told or falls due; its reader is "you".
import type { Happening } from '../core/digest-line.ts';
import { listed } from '../core/in-words.ts';
import type { Instant } from '../core/instant.ts';
import type { Policy } from '../core/policy.ts';
import { taskName } from '../core/task-name.ts';
import { KINDS } from './coming.ts';
import type { Reader } from './reader.ts';
import { whomInWords } from './reader.ts';
import { when } from './time-apart.ts';

export function happeningInWords(
  { at, roles, purpose, task, rules = [] }: Happening,
  reader: Reader,
  policy: Policy,
  asAt: Instant,
): string {
  const what = purpose
    ? `${KINDS[purpose]} ${whomInWords(roles, reader)}${aboutIn(rules, policy)}`
    : `${taskName(task ?? '', policy)}, asked of ${whomInWords(roles, reader)}`;
  return `${when(at, policy, asAt)}: ${what}`;
}

/** What the letters were about, by the names that other letters give it. */
const aboutIn = (rules: readonly string[], policy: Policy): string =>
  rules.length === 0
    ? ''
    : `, about ${listed(
        rules.map((rule) => `"${taskName(rule, policy)}"`),
        'and',
      )}`;
