// A bug that a tired engineer could write: what stands in a file, and what stands there instead.

import type { StoryKind } from '../kinds.ts';

export interface Bug {
  name: string;
  file: string;
  edits: readonly (readonly [stands: string, instead: string])[];
  /** Looked for in stories of this kind alone. */
  kind?: StoryKind;
}

export const inFile =
  (file: string) =>
  (name: string, ...edits: Bug['edits']): Bug => ({ name, file, edits });
