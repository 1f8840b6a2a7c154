// A table of refusals: one thing wrong in a shipped file, one finding.
import { expect, it } from 'vitest';
import { edited, faultsIn, kent, lineOf } from './edited.ts';

export interface Refusal {
  edits: [from: string, to: string][];
  /** A snippet of the line that is named. */
  at: string;
  path: string;
  says: RegExp;
  mend: RegExp;
}

/** A case for each circumstance. */
export function refuses(cases: Record<string, Refusal>) {
  it.each(Object.entries(cases))('%s', (_circumstance, { edits, at, path, says, mend }) => {
    const text = edited(kent, ...edits);
    const faults = faultsIn(text);
    expect(faults).toEqual([
      {
        file: 'authorities/kent.yaml',
        line: lineOf(text, at),
        path,
        message: expect.stringMatching(says),
        mend: expect.stringMatching(mend),
      },
    ]);
  });
}
