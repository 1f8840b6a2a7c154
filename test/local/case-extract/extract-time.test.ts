// When an extract was made, where nobody says, and what comes of a pipeline whose clock is not this machine's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipelineNow, timeOfExtract } from '../../../local/case-extract/extract-time.ts';
import { writeLocalJson } from '../../../local/local-json.ts';
import { csv, Desk } from './desk.ts';

const written = (at: string) => ({ path: 'a.csv', size: 1, changedAt: new Date(at) });
const noon = Date.parse('2026-11-20T12:00:00Z');

describe('an extract', () => {
  it.each(['2026-11-20T12:05:00.000Z', '2026-11-20T12:00:00.000Z', '2020-01-01T00:00:00.000Z'])(
    'that was written at %s was made then, at noon',
    (at) => {
      expect(timeOfExtract(written(at), noon)).toBe(at);
    },
  );

  it("that lies more than five minutes in the pipeline's future is refused, with what to say", () => {
    expect(() => timeOfExtract(written('2026-11-20T12:05:00.001Z'), noon)).toThrow(
      /clock stands at 2026-11-20T12:00:00.000Z\): say with --extracted-at/,
    );
  });
});

describe("the pipeline's clock", () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'homeward-extract-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));
  const keep = (line: string) => writeFileSync(join(data, 'clock'), `${line}\n`);

  it('is its own where it was set or runs fast', () => {
    keep('2026-11-20T12:00:00.000Z follows itself ');
    expect(pipelineNow(data)).toBe(noon);
  });

  it("is this machine's where it follows that, and where nothing is known of it", () => {
    keep('2020-11-20T12:00:00.000Z follows machine');
    for (const place of [data, join(data, 'nowhere'), undefined]) {
      expect(Math.abs(pipelineNow(place) - Date.now())).toBeLessThan(10_000);
    }
  });
});

describe('npx homeward import, where the clock of npm start is behind this machine', () => {
  it('sends nothing that would lie in its future, says so, and goes on with --extracted-at', async () => {
    const desk = await new Desk().open();
    try {
      const { folder, emulators } = desk.machine;
      writeFileSync(join(folder, 'clock'), '2026-11-20T12:00:00.000Z follows itself \n');
      const local = { pid: process.pid, authority: 'kent', tableName: 'episodes', data: folder };
      const { endpoint } = emulators;
      const urls = { endpoint, notificationQueueUrl: desk.queueUrl, inboxUrl: `${endpoint}/inbox` };
      writeLocalJson({ ...local, ...urls }, join(folder, '.homeward/local.json'));
      const file = desk.extract('a.csv', csv('localAuthorityId,status', 'L1,looked-after'));
      const { status, stderr } = await desk.homeward('import', file);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^a\.csv was last written in the future, at 2026-11-20T18:00:00.000Z \(the pipeline's clock/,
      );
      expect(await desk.sent()).toEqual([]);
      const again = await desk.homeward('import', file, '--extracted-at', '2026-11-20T11:00:00Z');
      expect(again.status).toBe(0);
      expect((await desk.sent()).map(({ time }) => time)).toEqual(['2026-11-20T11:00:00.000Z']);
    } finally {
      await desk.clear();
    }
  });
});
