// A hundred thousand rows: what is held at once does not grow with the file, and an interrupted import goes on.
import { appendFileSync, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedFile, checked, rowsOf } from '../../../local/case-extract/checked-file.ts';
import { EarlierImports } from '../../../local/case-extract/earlier-imports.ts';
import { extractFile } from '../../../local/case-extract/file-text.ts';
import { importRows } from '../../../local/case-extract/import-rows.ts';
import { Progress } from '../../../local/case-extract/progress.ts';
import { kent } from '../../contract/kent.ts';

const rows = 100_003;
const speaker = {
  authority: kent.authority,
  source: 'urn:case-system:kent',
  sources: kent.sources,
  sender: 'case-system',
  extractedAt: '2026-11-20T18:00:00.000Z',
};

let folder: string;
let file: CheckedFile;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
  const path = join(folder, 'long.csv');
  const out = createWriteStream(path);
  out.write('localAuthorityId,status\n');
  for (let n = 0; n < rows; n += 1) out.write(`L${n},looked-after\n`);
  await new Promise<void>((written) => out.end(written));
  file = await checked(extractFile(path));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let memories = 0;
function opened(): EarlierImports {
  const earlier = new EarlierImports(join(folder, `memory-${memories}`));
  earlier.begin({ extractedAt: speaker.extractedAt, digest: file.digest });
  return earlier;
}

function run(
  earlier: EarlierImports,
  send?: (bodies: readonly string[]) => Promise<void>,
  stopping = new AbortController().signal,
  of = file,
  onProgress: (bytes: number, rows: number) => void = () => {},
) {
  const silent = () => {};
  return importRows({
    file: of,
    speaker,
    earlier,
    send,
    stopping,
    onBad: silent,
    onChange: silent,
    onProgress,
  });
}

const idIn = (body: string): string => JSON.parse(body).data.person.localAuthorityId;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes that are held, inside the heap and outside. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a hundred thousand rows', () => {
  it('are read a few thousand at a time, none is held, and forty messages at most are on their way', async () => {
    let most = 0;
    for await (const some of rowsOf(file.path, () => {})) most = Math.max(most, some.length);
    expect(most).toBeLessThan(10_000);

    memories += 1;
    const earlier = opened();
    let onTheirWay = 0;
    let mostOnTheirWay = 0;
    let sent = 0;
    const heldAt = new Map<number, number>();
    const send = async (bodies: readonly string[]) => {
      onTheirWay += bodies.length;
      mostOnTheirWay = Math.max(mostOnTheirWay, onTheirWay);
      await new Promise((taken) => setImmediate(taken));
      onTheirWay -= bodies.length;
      sent += bodies.length;
    };
    const totals = await run(earlier, send, undefined, file, (_, row) => {
      if (row === 10_000 || row === 100_000) heldAt.set(row, held());
    });
    // Ninety thousand rows more: a byte for each of them would show.
    expect((heldAt.get(100_000) ?? 0) - (heldAt.get(10_000) ?? 0)).toBeLessThan(1_000_000);
    earlier.close();
    expect(totals).toMatchObject({ rows, new: rows, sent: rows, bad: 0 });
    expect(sent).toBe(rows);
    expect(mostOnTheirWay).toBeLessThanOrEqual(40);

    const again = opened();
    expect(await run(again, () => Promise.reject(new Error('There is nothing to send')))).toMatchObject({
      unchanged: rows,
      sent: 0,
    });
    again.close();
  });

  it('are each sent once, however often the import is interrupted', async () => {
    memories += 1;
    const sent = new Map<string, number>();
    let runs = 0;
    for (let ended: string | undefined = 'not begun'; ended !== undefined; runs += 1) {
      const earlier = opened();
      const stop = new AbortController();
      let calls = 0;
      const answer = await run(
        earlier,
        async (bodies) => {
          calls += 1;
          if (calls > 3000 && runs === 1) throw new Error('The queue is gone');
          if (calls === 3000 && runs !== 1) stop.abort();
          for (const body of bodies) sent.set(idIn(body), (sent.get(idIn(body)) ?? 0) + 1);
        },
        stop.signal,
      );
      ({ ended } = answer);
      earlier.close();
      if (runs === 1) expect(ended).toBe('The queue is gone');
      if (runs > 10) throw new Error('It never ends');
    }
    expect(runs).toBe(4);
    expect(sent.size).toBe(rows);
    expect(Math.max(...sent.values())).toBe(1);
  });
});

const clearsTheRest = '\u001b[K';

describe('an extract that is still being written', () => {
  it('is imported as far as it goes, and asked for again', async () => {
    const path = join(folder, 'growing.csv');
    writeFileSync(path, 'localAuthorityId,status\nL1,looked-after\n');
    const growing = await checked(extractFile(path));
    memories += 1;
    const earlier = opened();
    const send = async () => appendFileSync(path, 'L2,looked-after\n');
    const answer = await run(earlier, send, undefined, growing);
    earlier.close();
    expect(answer).toMatchObject({ sent: 1, ended: `${path} was written while it was read` });
  });
});

describe('how far it is', () => {
  const told = (isTTY: boolean): string => {
    let text = '';
    const terminal = {
      isTTY,
      write: (some: string) => {
        text += some;
      },
    };
    const progress = new Progress(terminal, 1000);
    for (let row = 1; row <= 25_000; row += 1) progress.update(row / 25, row);
    progress.say('a.csv:3 is bad');
    progress.end();
    return text;
  };

  it('is a line every 10,000 rows where nobody watches', () => {
    const pace = String.raw`[\d,]+ a second\n`;
    expect(told(false)).toMatch(
      new RegExp(`^40%  10,000 rows, ${pace}80%  20,000 rows, ${pace}a.csv:3 is bad\n$`),
    );
  });

  it('is a bar on a terminal, which makes way for a line and is gone in the end', () => {
    const text = told(true);
    const [, bar = '', rest] = text.split('\r', 3);
    expect(bar).toMatch(/^\[#*\.*\] \d+% {2}[\d,]+ rows, [\d,]+ a second/);
    expect(bar.endsWith(clearsTheRest)).toBe(true);
    expect(text.endsWith(`\r${clearsTheRest}a.csv:3 is bad\n`)).toBe(true);
    expect(rest).toBeDefined();
  });
});
