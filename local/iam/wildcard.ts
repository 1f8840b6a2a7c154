// Text with `*` and `?` in it, as policies write actions and resources.

const patterns = new Map<string, RegExp>();

/** `*` stands for any text, none among it; `?` for one character. Case counts. */
export function isLike(text: string, pattern: string): boolean {
  let known = patterns.get(pattern);
  if (!known) {
    const source = [...pattern]
      .map((one) => (one === '*' ? '.*' : one === '?' ? '.' : escaped(one)))
      .join('');
    known = new RegExp(`^${source}$`, 's');
    patterns.set(pattern, known);
  }
  return known.test(text);
}

const PARTS = 6;

/** The six parts of an ARN, the last of which may hold colons itself; nothing where there are fewer. */
function partsOf(arn: string): string[] | undefined {
  const pieces = arn.split(':');
  if (pieces.length < PARTS) return undefined;
  return [...pieces.slice(0, PARTS - 1), pieces.slice(PARTS - 1).join(':')];
}

/** Part by part: a `*` in one part of an ARN never reaches into the next. */
export function isArnLike(arn: string, pattern: string): boolean {
  const found = partsOf(arn);
  const wanted = partsOf(pattern);
  if (!found || !wanted) return false;
  return wanted.every((part, at) => isLike(found[at] ?? '', part));
}

export function isWholeArn(text: string): boolean {
  return text.startsWith('arn:') && partsOf(text) !== undefined;
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
