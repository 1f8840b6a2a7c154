// Something wrong in a file: where, what, and how to mend it.

export type Path = readonly (string | number)[];

export interface Finding {
  path: Path;
  message: string;
  mend: string;
  /** Only where the place has no path, as in text that is no YAML; 1 is the first. */
  line?: number;
}

/** JSON pointer (RFC 6901). */
export const pointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const isWithin = (path: Path, around: Path): boolean =>
  around.length <= path.length && around.every((step, n) => step === path[n]);
