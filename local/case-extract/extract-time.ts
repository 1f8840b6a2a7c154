// When an extract was made, where nobody says: when its file was last written, if the pipeline's clock has come that far.
import { join } from 'node:path';
import { readClock } from '../clock-file.ts';
import { Mistake } from '../scenario.ts';
import type { ExtractFile } from './file-text.ts';

const tolerance = 5 * 60_000; // ms, as the contract has it

/** Where the clock of a pipeline stands that keeps its state in `data`: virtual, or this machine's. Milliseconds since 1970. */
export function pipelineNow(data: string | undefined): number {
  const kept = data === undefined ? undefined : readClock(join(data, 'clock'));
  return kept?.follows === 'itself' ? kept.now : Date.now();
}

/** Throws Mistake where its messages would lie in the pipeline's future: all of them would be unreadable. */
export function timeOfExtract({ path, changedAt }: ExtractFile, now: number): string {
  if (changedAt.getTime() <= now + tolerance) return changedAt.toISOString();
  const clock = new Date(now).toISOString();
  throw new Mistake(
    `${path} was last written in the future, at ${changedAt.toISOString()} (the pipeline's clock stands at ${clock}): ` +
      'say with --extracted-at when it was made. Nothing was sent.',
  );
}
