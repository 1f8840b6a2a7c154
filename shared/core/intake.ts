// What an authority does not take in: a message that its procedure refuses is put before a person, never dropped.
import type { Message } from '../contract/message.ts';
import type { Policy } from './policy.ts';
import { own } from './record.ts';

export interface IntakeFault {
  path: string;
  message: string;
}

/** Why the authority refuses a message; nothing where it takes it. */
export function intakeFaults({ type, data }: Message, { intake }: Pick<Policy, 'intake'>): IntakeFault[] {
  const said = data as unknown as Readonly<Record<string, unknown>>;
  return intake
    .filter((refusal) => refusal.refuses === type)
    .flatMap(({ without = [], saying = {}, because, clauses }) => {
      const why = `${because} [${clauses.join(', ')}]`;
      const lacking = without.filter((field) => (own(said, field) ?? null) === null);
      const contrary = Object.keys(saying).filter((field) => own(said, field) === saying[field]);
      return [
        ...lacking.map((field) => ({ path: `/data/${field}`, message: `is missing: ${why}` })),
        ...contrary.map((field) => ({
          path: `/data/${field}`,
          message: `is ${String(saying[field])}: ${why}`,
        })),
      ];
    });
}
