// What a picture is drawn with: lines of text that are broken by their width, and shapes that tell kinds apart without colour.
import { escaped } from '../letters/one-line.ts';
import type { Happening } from './marks.ts';

export const LINE = 18;
const SIZE = 13;
/** A wide letter of a sans-serif face, as a part of its size: a line may end early, and never runs out of the picture. */
const LETTER = 0.56;

/** What is written large or in bold takes more room. */
const WIDER: Readonly<Record<string, number>> = { large: 1.45, strong: 1.12, alarm: 1.12 };

/** One drawing from the top to the bottom. */
export class Sheet {
  readonly width: number;
  y = 0;
  readonly #ink: string[] = [];

  constructor(width: number) {
    this.width = width;
  }

  draw(shape: string): void {
    this.#ink.push(shape);
  }

  /** Lines of text under each other, from `y` on; moves `y` below the last. */
  write(x: number, said: string, look = ''): void {
    for (const line of broken(said, this.width - x - 6, SIZE * (WIDER[look] ?? 1))) {
      this.y += LINE;
      this.draw(text(x, this.y - 5, line, look));
    }
  }

  get ink(): string {
    return this.#ink.join('\n');
  }
}

export const text = (x: number, y: number, said: string, look = '', more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}"${look ? ` class="${look}"` : ''}${more}>${escaped(said)}</text>`;

export const box = (x: number, y: number, width: number, height: number, look: string, more = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(width, 1))}" height="${height}" class="${look}"${more}/>`;

export const stroke = (x1: number, y1: number, x2: number, y2: number, look: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${look}"/>`;

export const shape = (path: string, look: string): string => `<path d="${path}" class="${look}"/>`;

/** A shape of its own for each kind, about a point. */
export function symbol(is: Happening, x: number, y: number): string {
  const at = (dx: number, dy: number) => `${round(x + dx)} ${round(y + dy)}`;
  const look = `mark ${is}`;
  switch (is) {
    case 'heard':
      return shape(`M${at(0, -6)}L${at(6, 0)}L${at(0, 6)}L${at(-6, 0)}Z`, look);
    case 'told':
    case 'coming':
      return `<circle cx="${round(x)}" cy="${round(y)}" r="5" class="${look}"/>`;
    case 'asked':
      return box(x - 5, y - 5, 10, 10, look);
    case 'answered':
      return shape(`M${at(-6, 0)}L${at(5, -6)}L${at(5, 6)}Z`, look);
    case 'recorded':
      return shape(`M${at(-6, 0)}L${at(-2, 5)}L${at(6, -5)}`, look);
    case 'failed':
      return shape(`M${at(-5, -5)}L${at(5, 5)}M${at(5, -5)}L${at(-5, 5)}`, look);
    case 'due':
      return shape(`M${at(0, -6)}L${at(6, 5)}L${at(-6, 5)}Z`, look);
  }
}

/** Words in lines; a word that is longer than a line is cut. */
export function broken(said: string, width: number, size = SIZE): string[] {
  const most = Math.max(8, Math.floor(width / (size * LETTER)));
  const words = said.split(' ').flatMap((word) => {
    const signs = [...word];
    return Array.from({ length: Math.max(1, Math.ceil(signs.length / most)) }, (_, n) =>
      signs.slice(n * most, (n + 1) * most).join(''),
    );
  });
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

const round = (n: number): number => Math.round(n * 10) / 10;
