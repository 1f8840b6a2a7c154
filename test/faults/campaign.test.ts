import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../shared/contract/read.ts';
import { localDate } from '../../shared/core/calendar.ts';
import { instantOf } from '../../shared/core/instant.ts';
import { plan } from '../../shared/core/plan.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { compose } from '../../shared/letters/compose.ts';
import { write } from '../../shared/letters/letter.ts';
import type { Letter } from '../../shared/ports.ts';
import { exhaustive } from './campaign.ts';
import { lived, livedBy } from './live.ts';
import { bodyOf, isSpoken, START, senderOf } from './messages.ts';
import { localDate as plainDate } from './plain-calendar.ts';
import { bugs } from './planted/bugs.ts';
import { before } from './procedure.ts';
import { plan as remembered } from './remembered-plan.ts';
import { readMessage as rememberedReading } from './remembered-reading.ts';
import { Troubles } from './troubles.ts';
import { write as wordless } from './wordless-letter.ts';
import { World } from './world.ts';
import { written } from './written.ts';

const root = resolve(import.meta.dirname, '../..');

function campaign(...asked: string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, asked, { cwd: root, encoding: 'utf8' });
}

describe('the promises', () => {
  it('hold in a thousand stories in which anything goes wrong', () => {
    const { stdout, status } = campaign('test/faults/run.ts', '--runs', '1000', '--quiet');
    expect(stdout).toMatch(/^1000 stories .*; 0 broken$/m);
    expect(status, stdout).toBe(0);
  }, 120_000);

  it('hold in every written story, whatever fault strikes any of its calls', () => {
    const { stdout, status } = campaign('test/faults/run.ts', '--written', '--each', '5', '--quiet');
    expect(stdout).toMatch(/; 0 broken$/m);
    expect(status, stdout).toBe(0);
  }, 120_000);
});

describe('the campaign', () => {
  it('finds a bug that is planted', () => {
    const { stdout, status } = campaign(
      'test/faults/planted/hunt.ts',
      '--only',
      'although its claim was refused',
    );
    expect(stdout).toContain('1 of 1 planted bugs found');
    expect(status, stdout).toBe(0);
  }, 120_000);

  it('tries each pair of faults in one of its parts, and in no other', async () => {
    const [story] = written;
    if (!story) throw new Error('There is a story');
    const pairsOf = async (pairs: number, part: number) => {
      const tried: string[] = [];
      for await (const { of } of exhaustive(story, { singles: 100, pairs, part }))
        if (of.troubles.size === 2) tried.push([...of.troubles].join(' '));
      return tried;
    };
    const [whole, one, other] = [await pairsOf(50, 0), await pairsOf(100, 0), await pairsOf(100, 50)];
    expect(whole.length).toBeGreaterThan(10);
    expect([...one, ...other].sort()).toEqual([...whole].sort());
    expect(new Set(whole).size).toBe(whole.length);
  });

  it.each(bugs)('can plant: $name', ({ file, edits }) => {
    const text = readFileSync(resolve(root, file), 'utf8');
    for (const [stands] of edits) expect(text.split(stands), stands).toHaveLength(2);
  });

  it('lives the same life by the same seed, and once more by its troubles', async () => {
    for (const seed of [3, 17, 40, 77]) {
      const [first, second] = [await livedBy(seed), await livedBy(seed)];
      const again = await lived(first.of);
      expect(second.called).toEqual(first.called);
      expect(again.called).toEqual(first.called);
      expect(again.offers).toEqual(first.offers);
    }
  });

  it('remembers of a plan only what another plan would say', async () => {
    for (const story of written) {
      const world = new World(story, new Troubles(new Map()));
      await world.live(0);
      for (const { record } of world.table.records.values()) {
        for (let minute = 0; minute <= 90; minute += 5) {
          const through = instantOf(START + minute * 60_000);
          expect(remembered(record, before, through).actions).toEqual(plan(record, before, through).actions);
        }
        // What another object says is not remembered.
        if (record.kind === 'child')
          for (const facts of [childOf(record, before), childOf(record, before)])
            expect(facts).toEqual(childOf(structuredClone(record), before));
      }
    }
  });

  it('remembers of a message what reading it again would say, whenever that is', () => {
    const { code } = before.authority;
    for (const { happenings } of written)
      for (const [index, happening] of happenings.filter(isSpoken).entries()) {
        const body = bodyOf(happening, index);
        const expected = (second: number) => ({
          authority: code,
          sources: before.sources,
          sender: senderOf(happening),
          now: instantOf(START + second * 1_000),
        });
        rememberedReading(body, expected(happening.second - 1.5));
        for (const second of [happening.second - 1.5, happening.second + 7_200])
          expect(rememberedReading(body, expected(second))).toEqual(readMessage(body, expected(second)));
      }
  });

  it('has letters without words, to the same mailboxes, for the same actions', async () => {
    const [story] = written;
    if (!story) throw new Error('Stories are written');
    const world = new World(story, new Troubles(new Map()));
    await world.live(0);
    const now = instantOf(START + 3_600_000);
    for (const { record } of world.table.records.values()) {
      const drafts = compose(plan({ ...record, told: {} }, before, now).actions, record, before, now);
      expect(drafts.length).toBeGreaterThan(3);
      const about = ({ to, actions, record: of, from }: Letter) => ({ to, actions, of, from });
      for (const draft of drafts)
        expect(about(wordless(draft, before))).toEqual(about(write(draft, before, now)));
    }
  });

  it('reads the date off an instant as the calendar of a place in UTC does', () => {
    for (const instant of [
      '2026-11-20T00:00:00.000Z',
      '2026-11-20T23:59:59.999Z',
      '2024-02-29T12:00:00.000Z',
    ])
      expect(plainDate(before.calendar, instant)).toBe(localDate(before.calendar, instant));
  });
});
