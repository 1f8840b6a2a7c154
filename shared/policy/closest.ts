// Which of the known names somebody probably meant.

/** The known name nearest to what was written, where it is near enough to be a slip of the pen. */
export function closest(written: string, known: Iterable<string>): string | undefined {
  const said = written.toLowerCase();
  const [nearest] = [...known]
    .map((name) => ({ name, slips: slipsBetween(said, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.max(1, Math.floor(Math.max(said.length, name.length) / 4)))
    .sort((a, b) => a.slips - b.slips);
  return nearest?.name;
}

/** Letters added, dropped, changed, or swapped with their neighbour. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 12) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const ways = [
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(before[column - 2] ?? 0) + 1] : []),
      ];
      line.push(Math.min(...ways));
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}
