// Makes the pieces of a letter's page from letter.mjml, so that whoever sends letters needs no MJML.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mjml2html from 'mjml';

const FILE = 'shared/letters/template/pieces.ts';
/** MJML takes colours alone for a colour: this one stands for a slot. */
const TONE = /#012345/g;

/** The text of the generated module, by its path from the project's root. Throws where the source is at fault. */
export async function letterPieces(): Promise<Map<string, string>> {
  const source = readFileSync(join(import.meta.dirname, 'letter.mjml'), 'utf8');
  const { html } = await mjml2html(source.replaceAll(/<!-- .*? -->\n/g, ''), {
    keepComments: true,
    validationLevel: 'strict',
  });
  const pieces = piecesIn(tidied(html.replace(TONE, '[[tone]]')));
  const body = [...pieces].map(([name, markup]) => `  ${name}: \`${markup}\`,\n`).join('');
  const head =
    '// The pieces of a letter. Made by `npm run generate` from letter.mjml; not to be edited by hand.\n';
  return new Map([[FILE, `${head}export const PIECES = {\n${body}} as const;\n`]]);
}

/** Each piece, innermost first; where it stood, what is around it has <<its name>>. A place for other pieces is none itself. */
function piecesIn(html: string): Map<string, string> {
  const pieces = new Map<string, string>();
  let rest = html;
  for (;;) {
    const [whole, name = '', markup = ''] = INNERMOST.exec(rest) ?? [];
    if (whole === undefined) break;
    const isChoice = /^(<<\w+>>)*$/.test(markup.trim());
    if (!isChoice) pieces.set(name, markup.trim());
    rest = rest.replace(whole, () => `<<${name}>>`);
  }
  const [stray] = /<!--(piece|end):\w+-->/.exec(rest) ?? [];
  if (stray) throw new Error(`letter.mjml: ${stray} has no other end`);
  return pieces.set('page', rest.trim());
}

const INNERMOST = /<!--piece:(\w+)-->((?:(?!<!--piece:)[\s\S])*?)<!--end:\1-->/;

/** A mail program that cuts long letters off counts white space too. */
const tidied = (html: string): string =>
  html
    .replaceAll(/<[^!<>][^<>]*>/g, (tag) => tag.replaceAll(/\s+/g, ' ').replace(/ (?=\/?>$)/, ''))
    .replaceAll(/\s*\n\s*/g, '\n');
