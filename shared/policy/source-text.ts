// YAML or JSON text becomes plain data that remembers its lines. Knows nothing of authorities.

import type { YAMLError } from 'yaml';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Finding, Path } from './finding.ts';

export interface SourceText {
  /** Undefined where the text cannot be read at all. */
  value: unknown;
  findings: Finding[];
  /** The line of a place, of the nearest thing around it where it is not there; 1 is the first. */
  lineOf(path: Path): number;
}

const LONGEST = 1_000_000;

export function readText(text: string): SourceText {
  const hopeless = (message: string, mend: string, line = 1): SourceText => ({
    value: undefined,
    findings: [{ path: [], message, mend, line }],
    lineOf: () => line,
  });
  if (text.length > LONGEST) return hopeless('is longer than a million characters', 'shorten it');
  if (text.trim() === '') return hopeless('is empty', 'copy an authority file that works, and change it');
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch {
    return hopeless('is nested too deeply to be read', 'take out brackets');
  }
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? 1 : Math.max(1, lines.linePos(offset).line);
  const findings = faultsOfYaml(document, lineAt);
  const broken = document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  if (!broken) makePlain(document, findings, lineAt);
  const value: unknown = broken ? undefined : document.toJS({ maxAliasCount: 0 });
  return { value, findings, lineOf: (path) => lineAt(offsetOf(document.contents, path)) };
}

const MENDS: Readonly<Record<string, readonly [message: string, mend: string]>> = {
  DUPLICATE_KEY: ['the same key stands here twice', 'keep one of them'],
  TAB_AS_INDENT: ['a tab stands where spaces belong', 'indent with spaces'],
  MULTIPLE_DOCS: ['a second document begins here', 'keep one document in the file'],
};
const NO_YAML = [
  'this cannot be read',
  'look for a missing quotation mark, bracket, colon or space',
] as const;

/** Every repeated key, but of what makes the text unreadable only the first: the rest follows from it. */
function faultsOfYaml(document: Document.Parsed, lineAt: (offset: number) => number): Finding[] {
  const repeated = (error: YAMLError) => error.code === 'DUPLICATE_KEY';
  const first = document.errors.find((error) => !repeated(error));
  return [...document.errors.filter(repeated), ...(first ? [first] : [])].map((error) => {
    const [message, mend] = MENDS[error.code] ?? NO_YAML;
    return { path: [], message, mend, line: lineAt(error.pos[0]) };
  });
}

/** Takes out what plain data cannot hold - anchors, aliases, tags, keys that are no text, repeated keys - and says so. */
function makePlain(
  document: Document.Parsed,
  findings: Finding[],
  lineAt: (offset: number | undefined) => number,
): void {
  const refuse = (node: Node, message: string, mend: string) =>
    findings.push({ path: [], message, mend, line: lineAt(node.range?.[0]) });
  visit(document, {
    Alias(_key, node) {
      refuse(
        node,
        `*${node.source} stands for a value elsewhere`,
        'write the value out, so that the file can be read aloud',
      );
      return visit.REMOVE;
    },
    Node(_key, node) {
      if ('anchor' in node && node.anchor !== undefined) {
        refuse(
          node,
          `&${node.anchor} names a value`,
          'take the name out, and write the value out wherever it is used',
        );
        delete node.anchor;
      }
      if (node.tag !== undefined) {
        refuse(node, `${node.tag} is a tag`, 'take it out');
        delete node.tag;
      }
    },
    Map(_key, map) {
      const seen = new Set<string>();
      map.items = map.items.filter((pair) => {
        if (!isNode(pair.key)) return false;
        if (!isScalar(pair.key)) {
          refuse(pair.key, 'a key here is not text', 'write a plain word before the colon');
          return false;
        }
        const key = String(pair.key.value);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
      });
    },
  });
}

function offsetOf(contents: unknown, path: Path): number | undefined {
  let offset = isNode(contents) ? contents.range?.[0] : undefined;
  let node: unknown = contents;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
