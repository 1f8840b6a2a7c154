// YAML or JSON text becomes plain data that remembers its lines. Knows nothing of authorities.
import type { Document, Node, YAMLError, YAMLMap } from 'yaml';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, Scalar, visit } from 'yaml';
import type { Finding, Path } from './finding.ts';

export interface SourceText {
  /** Undefined where the text cannot be read at all. */
  value: unknown;
  findings: Finding[];
  /** The line of a place, of the nearest thing around it where it is not there; 1 is the first. */
  lineOf(path: Path): number;
}

const LONGEST = 1_000_000;
const DEEPEST = 100;
const TOO_DEEP = ['is nested too deeply to be read', 'take out brackets'] as const;

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
    return hopeless(...TOO_DEEP);
  }
  if (isTooDeep(document)) return hopeless(...TOO_DEEP);
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? 1 : Math.max(1, lines.linePos(offset).line);
  const columnAt = (offset: number) => Math.max(1, lines.linePos(offset).col);
  const broken = document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  const findings = [
    ...faultsOfYaml(document, lineAt, columnAt),
    ...(broken ? [] : makePlain(document, lineAt)),
  ];
  const value: unknown = broken ? undefined : document.toJS({ maxAliasCount: 0 });
  return { value, findings, lineOf: (path) => lineAt(offsetOf(document.contents, path)) };
}

function isTooDeep(document: Document.Parsed): boolean {
  let isDeep = false;
  visit(document, (_key, _node, ancestors) => {
    isDeep ||= ancestors.length > DEEPEST;
    return isDeep ? visit.BREAK : undefined;
  });
  return isDeep;
}

const MENDS: Readonly<Record<string, readonly [message: string, mend: string]>> = {
  DUPLICATE_KEY: ['the same key stands here twice', 'keep one of them'],
  TAB_AS_INDENT: ['a tab stands where spaces belong', 'indent with spaces'],
  MULTIPLE_DOCS: ['a second document begins here', 'keep one document in the file'],
};
const NO_YAML = 'look for a missing quotation mark, bracket, colon or space, here or in a line above';

/** Every repeated key, but of what makes the text unreadable only the first: the rest follows from it. */
function faultsOfYaml(
  document: Document.Parsed,
  lineAt: (offset: number) => number,
  columnAt: (offset: number) => number,
): Finding[] {
  const repeated = (error: YAMLError) => error.code === 'DUPLICATE_KEY';
  const first = document.errors.find((error) => !repeated(error));
  return [...document.errors.filter(repeated), ...(first ? [first] : [])].map((error) => {
    const [at] = error.pos;
    const unread = `this cannot be read, at column ${columnAt(at)} (${inOneLine(error)})`;
    const [message, mend] = MENDS[error.code] ?? [unread, NO_YAML];
    return { path: [], message, mend, line: lineAt(at) };
  });
}

/** What the parser says of it; it may quote many lines of the file. */
const inOneLine = ({ message }: YAMLError): string => message.split('\n')[0]?.slice(0, 120) ?? '';

/** Takes out what plain data cannot hold - anchors, aliases, tags, keys that are no text, repeated keys - and says so. */
function makePlain(document: Document.Parsed, lineAt: (offset: number | undefined) => number): Finding[] {
  const findings: Finding[] = [];
  const refuse = (node: Node, path: Path, message: string, mend: string) =>
    findings.push({ path, message, mend, line: lineAt(node.range?.[0]) });
  visit(document, {
    Alias(_key, node, ancestors) {
      const mend = 'write the value out, so that the file can be read aloud';
      refuse(node, pathTo(node, ancestors), `*${node.source} stands for a value elsewhere`, mend);
      return new Scalar(null);
    },
    Value(_key, node, ancestors) {
      if (node.anchor !== undefined) {
        const mend = 'take the name out, and write the value out wherever it is used';
        refuse(node, pathTo(node, ancestors), `&${node.anchor} names a value`, mend);
        delete node.anchor;
      }
      if (node.tag !== undefined) {
        const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
        refuse(node, pathTo(node, ancestors), `${tag} is a tag`, 'take it out');
        delete node.tag;
      }
      if (isMap(node)) keepPlainKeys(node);
    },
  });
  return findings;

  function keepPlainKeys(map: YAMLMap): void {
    const seen = new Set<string>();
    map.items = map.items.filter(({ key }) => {
      if (!isScalar(key)) {
        if (isNode(key)) refuse(key, [], 'a key here is not text', 'write a plain word before the colon');
        return false;
      }
      const isNew = !seen.has(String(key.value));
      seen.add(String(key.value));
      return isNew;
    });
  }
}

function pathTo(node: Node, ancestors: readonly unknown[]): Path {
  return ancestors.flatMap((ancestor, n): Path => {
    if (isPair(ancestor)) return isScalar(ancestor.key) ? [String(ancestor.key.value)] : [];
    return isSeq(ancestor) ? [ancestor.items.indexOf(ancestors[n + 1] ?? node)] : [];
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
