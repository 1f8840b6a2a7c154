// What was granted, what of it was ever used, and what was refused.
import type { Decision, Question } from './decide.ts';
import { inWords } from './denial.ts';
import type { Grant, Statement } from './policy.ts';
import type { StackPolicies } from './stack-policies.ts';

export class Ledger {
  readonly #granted: ReadonlySet<string>;
  readonly #used = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #tell: (line: string) => void;

  constructor({ roles, resources }: StackPolicies, tell: (line: string) => void) {
    const statements = [
      ...[...roles.values()].flatMap(({ identity, trust }) => [...identity, ...trust]),
      ...[...resources.values()].flat(),
    ];
    const allowing = statements.filter(({ effect }) => effect === 'Allow');
    this.#granted = new Set(allowing.flatMap((one) => one.grants.map((grant) => written(one, grant))));
    this.#tell = tell;
  }

  note(question: Question, decision: Decision): void {
    if (decision.isAllowed) {
      for (const { statement, grant } of decision.by) this.#used.add(written(statement, grant));
      return;
    }
    const said = inWords({ ...question, because: decision.because });
    if (this.#refused.has(said)) return;
    this.#refused.add(said);
    this.#tell(`Refused: ${said}`);
  }

  /** Each as `where it is written: action on resource`. */
  get used(): string[] {
    return [...this.#granted].filter((grant) => this.#used.has(grant));
  }

  get unused(): string[] {
    return [...this.#granted].filter((grant) => !this.#used.has(grant));
  }

  get refused(): string[] {
    return [...this.#refused];
  }
}

function written({ where }: Statement, { action, resource }: Grant): string {
  return `${where}: ${action} on ${resource}`;
}
