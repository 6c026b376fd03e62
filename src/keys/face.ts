import { GLYPHS, type Glyph, type GlyphName } from './glyphs.js';

/** What a colour stands for; it never says alone what a key does. */
export type Accent = 'plain' | 'active' | 'survived' | 'died' | 'scav' | 'quiet';

/** What is drawn on a key. */
export interface Face {
  readonly glyph: GlyphName;
  /** Under the picture, on two lines at most; empty: the picture alone, larger; null: with room for words of the deck's app. */
  readonly title: string | null;
  readonly accent?: Accent;
  /** A small picture in the corner: what is done with what the large one shows. */
  readonly badge?: GlyphName;
  /** A large figure beside the picture, e.g. how many kills; at most four characters. */
  readonly figure?: string;
  /**
   * `next`: the ground is the accent, as of the one key that is to be pressed next. `chosen`: in a frame.
   * `off`: grey, in a dashed frame, with the picture struck out.
   */
  readonly state?: 'next' | 'chosen' | 'off';
}

/** As in the pages' style sheet. */
export const COLOURS = {
  ground: '#1d1f26',
  text: '#e8e6de',
  off: '#7d818c',
  onColour: '#17181d',
} as const;
export const ACCENTS: Readonly<Record<Accent, string>> = {
  plain: '#e8e6de',
  active: '#c9b37e',
  survived: '#8db36b',
  died: '#ef9187',
  scav: '#7fa3b0',
  quiet: '#a9aca3',
};

/** Faces are drawn on 72 × 72, whatever their size in pixels. */
export const SIDE = 72;
const GLYPH_SIDE = 24;
/** What a title may take of the width. */
const TITLE_WIDTH = 66;
const TITLE_SIZES = { largest: 13.5, smallest: 9.5 } as const;
/** Narrow and bold faces that are there without installing, for each system; DejaVu is what our own pictures are made with. */
const FONTS = 'DejaVu Sans Condensed, Bahnschrift, Segoe UI, DIN Condensed, Helvetica Neue, sans-serif';

/** A key's face as one SVG of that many pixels a side. */
export function drawFace(face: Face, pixels: number): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${SIDE} ${SIDE}">` +
    `${drawParts(face).join('')}</svg>`
  );
}

function drawParts(face: Face): readonly string[] {
  const { title, badge, figure, state } = face;
  const isNext = state === 'next';
  const accent = ACCENTS[face.accent ?? 'plain'];
  const ground = isNext ? accent : COLOURS.ground;
  const picture = isNext ? COLOURS.onColour : state === 'off' ? COLOURS.off : accent;
  const words = isNext ? COLOURS.onColour : state === 'off' ? ACCENTS.quiet : COLOURS.text;
  const lines = titleLines(title ?? '');
  const place = placeOfGlyph(title === null ? 2 : lines.length, figure !== undefined);
  return [
    `<rect width="${SIDE}" height="${SIDE}" fill="${ground}"/>`,
    ...(state === 'chosen' || state === 'off' ? [frame(picture, state === 'off')] : []),
    drawGlyph(GLYPHS[face.glyph], place, picture),
    ...(state === 'off' ? [struckOut(place, ground, picture)] : []),
    ...(badge === undefined ? [] : [drawGlyph(GLYPHS[badge], BADGE, words)]),
    ...(figure === undefined ? [] : [drawFigure(figure, place, words)]),
    ...drawTitle(lines, words, SIDE / 2, TITLE_WIDTH, lines.length === 1 ? [63] : [51, 65]),
  ];
}

/** A square on the face. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

const BADGE: Place = { x: 52, y: 5, side: 15 };

function placeOfGlyph(titleLineCount: number, hasFigure: boolean): Place {
  if (titleLineCount === 0) {
    return hasFigure ? { x: 5, y: 21, side: 30 } : { x: 14, y: 14, side: 44 };
  }
  const side = titleLineCount === 1 ? 38 : 32;
  const y = titleLineCount === 1 ? 8 : 6;
  return hasFigure ? { x: 4, y: y + 2, side: 30 } : { x: (SIDE - side) / 2, y, side };
}

export function drawGlyph({ line, solid }: Glyph, { x, y, side }: Place, colour: string): string {
  const parts = [
    line === undefined
      ? ''
      : `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
    solid === undefined ? '' : `<path d="${solid}" fill="${colour}"/>`,
  ];
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(side / GLYPH_SIDE)})">${parts.join('')}</g>`;
}

function frame(colour: string, isDashed: boolean): string {
  const dashes = isDashed ? ' stroke-dasharray="5 4"' : '';
  return `<rect x="2" y="2" width="68" height="68" rx="6" fill="none" stroke="${colour}" stroke-width="2.5"${dashes}/>`;
}

export function struckOut({ x, y, side }: Place, ground: string, colour: string): string {
  const [left, right, top, bottom] = [x - 2, x + side + 2, y, y + side];
  const line = (stroke: string, width: number): string =>
    `<path d="M${round(left)} ${round(bottom)}L${round(right)} ${round(top)}" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
  return line(ground, 7) + line(colour, 3);
}

function drawFigure(figure: string, { x, y, side }: Place, colour: string): string {
  const room = SIDE - 4 - (x + side + 2);
  const size = Math.min(32, room / widthOf(figure));
  return drawText(figure, x + side + 2 + room / 2, y + side / 2 + size * 0.36, size, colour);
}

/** Lines of one size around `x`, as large as the room of their longest one lets them be. @param baselines one for each. */
export function drawTitle(
  lines: readonly string[],
  colour: string,
  x: number,
  room: number,
  baselines: readonly number[],
): readonly string[] {
  const longest = Math.max(...lines.map(widthOf));
  const size = Math.max(TITLE_SIZES.smallest, Math.min(TITLE_SIZES.largest, room / longest));
  return lines.map((line, index) =>
    drawText(shortened(line, room / size), x, baselines[index] ?? 0, size, colour),
  );
}

export function drawText(text: string, x: number, baseline: number, size: number, colour: string): string {
  return (
    `<text x="${round(x)}" y="${round(baseline)}" font-family="${FONTS}" font-size="${round(size)}" font-weight="bold" ` +
    `text-anchor="middle" fill="${colour}">${escaped(text)}</text>`
  );
}

/** One line, or the two that need the least width; where the title has a line break, that one. */
export function titleLines(title: string): readonly string[] {
  if (title === '') return [];
  const given = title.split('\n', 2);
  if (given.length === 2) return given;
  const words = title.split(' ');
  if (words.length === 1 || widthOf(title) <= TITLE_WIDTH / TITLE_SIZES.largest) return [title];
  const ways = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')] as const);
  const widest = (way: readonly string[]): number => Math.max(...way.map(widthOf));
  return ways.reduce((best, way) => (widest(way) < widest(best) ? way : best));
}

/** The line, cut where it would not fit. @param room in ems */
export function shortened(line: string, room: number): string {
  if (widthOf(line) <= room + 0.01) return line;
  const letters = Array.from(line);
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** About how wide a bold text is, in ems: which fonts there are is known to the app alone. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + letterWidth(letter), 0);
}

function letterWidth(letter: string): number {
  if (/[iljtf.,:;'|!1 ()·-]/.test(letter)) return 0.37;
  if (/[mwMW@%…]/.test(letter)) return 0.94;
  if (/[A-Z0-9]/.test(letter)) return 0.68;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u.test(
    letter,
  )
    ? 1
    : 0.61;
}

function escaped(text: string): string {
  // XML has no way to say a control character or half of a surrogate pair.
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
