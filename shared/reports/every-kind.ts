// The kinds of report, each a fold over the records of children: the order in which they come makes no difference.
import type { ChildRecord } from '../core/record.ts';
import type { AnnualReturn } from './annual-return.ts';
import { Return } from './annual-return.ts';
import type { BoardReport } from './board.ts';
import { Board } from './board.ts';
import type { GroupReport } from './group.ts';
import { Group } from './group.ts';
import type { HomeReport } from './home.ts';
import { Homes } from './home.ts';
import type { About } from './period.ts';
import type { RegisterReport } from './register.ts';
import { Register } from './register.ts';

export const KINDS = ['board', 'group', 'home', 'annual-return', 'register'] as const;
export type Kind = (typeof KINDS)[number];

export type Report = BoardReport | GroupReport | HomeReport | AnnualReturn | RegisterReport;

export interface Reporter {
  add(record: ChildRecord): void;
  report(): Report;
}

export function reporter(kind: Kind, about: About): Reporter {
  switch (kind) {
    case 'board':
      return new Board(about);
    case 'group':
      return new Group(about);
    case 'home':
      return new Homes(about);
    case 'annual-return':
      return new Return(about);
    case 'register':
      return new Register(about);
  }
}

export async function reportOn(
  records: AsyncIterable<ChildRecord> | Iterable<ChildRecord>,
  kind: Kind,
  about: About,
): Promise<Report> {
  const report = reporter(kind, about);
  for await (const record of records) report.add(record);
  return report.report();
}
