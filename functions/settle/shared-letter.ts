// Roles that share a mailbox share a letter: what becomes of it becomes of each, and of no other letter of that rule.
import type { Telling } from '../../shared/core/record.ts';
import type { Draft } from '../../shared/letters/compose.ts';

/** What the record will say of a letter, by action; the mail service knows it by its first. */
export const tellingsOf = ({ actions: [first], tellings }: Draft): (readonly [string, Telling])[] =>
  tellings.map(([id, telling]) => [id, id === first.id ? telling : { ...telling, letter: first.id }]);
