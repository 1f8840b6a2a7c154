// Text in eighty columns, for a terminal and for paper.

const WIDTH = 80;

/** Words broken into lines; every line after the first is indented to stand under the first. */
export function wrapped(text: string, indent = 0, first = ' '.repeat(indent)): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

/** Labels in one column, texts in the next. */
export const labelled = (lines: readonly (readonly [string, string])[], indent = 2): string[] => {
  const widest = Math.max(0, ...lines.map(([label]) => label.length));
  return lines.flatMap(([label, text]) =>
    wrapped(text, indent + widest + 2, ' '.repeat(indent) + label.padEnd(widest + 2)),
  );
};

export const ruled = (heading: string, line: '=' | '-'): string[] => {
  const lines = wrapped(heading);
  return [...lines, line.repeat(Math.max(...lines.map((each) => each.length)))];
};
