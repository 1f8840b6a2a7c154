// The clauses of the five source documents that a rule may cite, by id; their words stay in the documents.
import clauses from './clauses.json' with { type: 'json' };

export interface Clause {
  id: string;
  document: string;
  section: string;
  /** What the clause is: a deadline (DL), a routing (RTE), an escalation (ESC)... as in the ledger's legend. */
  kind: string;
  /** A: the system can carry it out; P: it prompts a person; D: it only holds the data. */
  auto: string;
}

export const ledger: ReadonlyMap<string, Clause> = new Map(clauses.map((clause) => [clause.id, clause]));
