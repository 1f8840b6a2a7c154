// What an import tells the person at the keyboard, or a program: identifiers and names of columns, never what a cell holds.
import { labelled } from '../columns.ts';
import type { BadRow, Totals } from './import-rows.ts';
import type { RowChange } from './judged-row.ts';

const mostShown = 20;

interface Told {
  path: string;
  extractedAt: string;
  dryRun: boolean;
}

export interface Report {
  bad(row: BadRow): void;
  change(change: RowChange): void;
  end(totals: Totals, ended: string | undefined): void;
}

/** Bad rows go out as they are found: a file of nothing else must not fill the memory. */
export function asJson({ path, extractedAt, dryRun }: Told, out: (text: string) => void): Report {
  const first: RowChange[] = [];
  let separator = '\n';
  out(`{\n"file": ${JSON.stringify(path)},\n"extractedAt": "${extractedAt}",\n"dryRun": ${dryRun},\n`);
  out('"badRows": [');
  return {
    bad(row) {
      out(`${separator}${JSON.stringify(row)}`);
      separator = ',\n';
    },
    change(change) {
      if (first.length < mostShown) first.push(change);
    },
    end(totals, ended) {
      const changes = first.map((change) => `\n${JSON.stringify(change)}`).join(',');
      const end = ended === undefined ? '' : `,\n"ended": ${JSON.stringify(ended)}`;
      out(`\n],\n"firstChanges": [${changes}\n],\n"totals": ${JSON.stringify(totals)}${end}\n}\n`);
    },
  };
}

export function inWords(
  { path, extractedAt, dryRun }: Told,
  out: (text: string) => void,
  complain: (line: string) => void,
): Report {
  const first: RowChange[] = [];
  let bad = 0;
  return {
    bad({ line, lastLine, faults }) {
      bad += 1;
      if (bad > mostShown) return;
      const lines = lastLine > line ? `${line}-${lastLine}` : `${line}`;
      for (const { column, message } of faults) {
        complain([`${path}:${lines}`, column, message].filter((part) => part !== '').join(' '));
      }
    },
    change(change) {
      if (dryRun && first.length < mostShown) first.push(change);
    },
    end(totals) {
      if (bad > mostShown) complain(`and ${counted(bad - mostShown, 'bad row')} more: --json lists them all`);
      out(`${path}, as it was at ${extractedAt}: ${counted(totals.rows, 'row')}\n`);
      const counts = [
        ['new', number(totals.new)],
        ['changed', number(totals.changed)],
        ['unchanged', number(totals.unchanged)],
        ['bad', number(totals.bad)],
        ...(totals.absent > 0
          ? [['absent', `${number(totals.absent)} of earlier imports: nothing is said of them`] as const]
          : []),
        ['sent', dryRun ? 'nothing, since this is a dry run' : number(totals.sent)],
      ] as const;
      out(lines(labelled(counts)));
      if (first.length === 0) return;
      const all = totals.new + totals.changed;
      const heading = first.length < all ? `The first ${first.length} of ${number(all)}:` : 'Row by row:';
      out(`\n${heading}\n`);
      out(lines(labelled(first.map(({ id, is, columns }) => [id, `${is}: ${columns.join(', ')}`] as const))));
    },
  };
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const number = (n: number): string => n.toLocaleString('en-GB');
const counted = (n: number, what: string): string => `${number(n)} ${what}${n === 1 ? '' : 's'}`;
