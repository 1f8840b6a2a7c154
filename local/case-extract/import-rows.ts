// The second reading of an extract: what is new or changed since earlier imports goes to the queue, the rest says nothing.
import { type CheckedFile, isBlank, rowsOf } from './checked-file.ts';
import type { EarlierImports } from './earlier-imports.ts';
import { extractFile } from './file-text.ts';
import { Judge, type RowChange } from './judged-row.ts';
import { NumbersOnDisk } from './numbers-on-disk.ts';
import { Outbox } from './outbox.ts';
import type { RowFault, Speaker } from './row.ts';

export interface BadRow {
  line: number;
  lastLine: number;
  faults: readonly RowFault[];
}

export interface Totals {
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  bad: number;
  sent: number;
  /** Rows of earlier imports that are not among the good ones of this. */
  absent: number;
}

export interface Importing {
  file: CheckedFile;
  speaker: Speaker;
  earlier: EarlierImports;
  /** Left out: nothing is sent and nothing remembered. */
  send?: ((bodies: readonly string[]) => Promise<void>) | undefined;
  stopping: AbortSignal;
  onBad: (row: BadRow) => void;
  onChange: (change: RowChange) => void;
  onProgress: (bytes: number, rows: number) => void;
}

/** `ended` says why, where it did not come to its end. What the queue has taken by then is remembered. */
export async function importRows(o: Importing): Promise<Totals & { ended?: string }> {
  const lines = new NumbersOnDisk(o.earlier.beside('lines'), o.file.rows);
  try {
    return await importNoting(lines, o);
  } finally {
    lines.close();
  }
}

async function importNoting(lines: NumbersOnDisk, o: Importing): Promise<Totals & { ended?: string }> {
  const totals = { rows: 0, new: 0, changed: 0, unchanged: 0, bad: 0 };
  const remembered = o.earlier.size;
  const judge = new Judge(o.file.header, o.speaker, o.earlier, lines);
  const outbox = o.send && new Outbox(o.send, o.earlier);
  let isHeader = true;
  let bytes = 0;
  const ended = () => (o.stopping.aborted ? 'Stopped' : outbox?.refusal?.message);
  const pieces = rowsOf(o.file.path, (piece) => {
    bytes += piece.length;
  });
  reading: for await (const rows of pieces) {
    for (const row of rows) {
      if (ended() !== undefined) break reading;
      if (isHeader || isBlank(row)) {
        isHeader = false;
        continue;
      }
      const judged = judge.judge(row);
      totals.rows += 1;
      totals[judged.is] += 1;
      if (judged.is === 'bad') o.onBad({ line: row.line, lastLine: row.lastLine, faults: judged.faults });
      else if (judged.is !== 'unchanged') {
        o.onChange(judged.change);
        await outbox?.add(judged.outgoing);
      }
      o.onProgress(bytes, totals.rows);
    }
  }
  await outbox?.end(ended() === undefined ? 'send the rest' : 'give up');
  const why = ended() ?? changedSince(o.file);
  const answer = { ...totals, sent: outbox?.sent ?? 0, absent: remembered - judge.matched };
  return why === undefined ? answer : { ...answer, ended: why };
}

function changedSince({ path, size, changedAt }: CheckedFile): string | undefined {
  const now = extractFile(path);
  const isSame = now.size === size && now.changedAt.getTime() === changedAt.getTime();
  return isSame ? undefined : `${path} was written while it was read`;
}
