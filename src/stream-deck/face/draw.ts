import {
  ACCENTS,
  COLOURS,
  drawGlyph,
  drawText,
  drawTitle,
  shortened,
  struckOut,
  titleLines,
  widthOf,
  type Place,
} from '../../keys/face.js';
import { GLYPHS } from '../../keys/glyphs.js';
import type { LiveFace } from './live-face.js';
import { fitLines, LEADING } from './fit-lines.js';

/** What a face is drawn on, in units of its own. */
interface Format {
  readonly width: number;
  readonly height: number;
  readonly pixels: { readonly width: number; readonly height: number };
  readonly draw: (face: LiveFace, ink: Ink) => readonly string[];
}

interface Ink {
  readonly ground: string;
  readonly picture: string;
  readonly words: string;
  readonly quiet: string;
}

const KEY: Format = { width: 72, height: 72, pixels: { width: 144, height: 144 }, draw: drawKeyParts };
/** The touch strip above a dial. */
const DIAL: Format = { width: 200, height: 100, pixels: { width: 200, height: 100 }, draw: drawDialParts };
const MARGIN = 3;
const SMALLEST_ON_ONE_LINE = 11;
const SMALLEST_ON_A_DIAL = 20;

export function drawKey(face: LiveFace): string {
  return draw(face, KEY);
}

export function drawDial(face: LiveFace): string {
  return draw(face, DIAL);
}

function draw(face: LiveFace, { width, height, pixels, draw: drawParts }: Format): string {
  const ink = inkOf(face);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels.width}" height="${pixels.height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="${ink.ground}"/>` +
    `${drawFrame(face, ink, width, height)}${drawParts(face, ink).join('')}</svg>`
  );
}

function inkOf({ state, accent = 'plain' }: LiveFace): Ink {
  const picture = ACCENTS[accent];
  if (state === 'next') {
    const { onColour } = COLOURS;
    return { ground: picture, picture: onColour, words: onColour, quiet: onColour };
  }
  const { ground, text, off } = COLOURS;
  if (state === 'away') return { ground, picture: off, words: off, quiet: off };
  if (state === 'idle') return { ground, picture: off, words: ACCENTS.quiet, quiet: off };
  return { ground, picture, words: text, quiet: ACCENTS.quiet };
}

function drawFrame({ state }: LiveFace, { picture }: Ink, width: number, height: number): string {
  if (state !== 'chosen' && state !== 'away' && state !== 'refused') return '';
  const stroke = state === 'refused' ? ACCENTS.died : picture;
  const thick = state === 'refused' ? 4 : 2.5;
  const dashes = state === 'away' ? ' stroke-dasharray="5 4"' : '';
  const inset = thick / 2 + 0.5;
  return `<rect x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="6" fill="none" stroke="${stroke}" stroke-width="${thick}"${dashes}/>`;
}

function drawKeyParts(face: LiveFace, ink: Ink): readonly string[] {
  const { width } = KEY;
  const middle = width / 2;
  // A sentence needs the room more than its label does.
  const lines = face.sentence === undefined || face.title === '' ? keyTitleLines(face.title) : [face.title];
  const top = face.caption === undefined ? 6 : 18;
  const bottom = [66, 51, 41][lines.length] ?? 41;
  const isFramed = face.state === 'chosen' || face.state === 'away' || face.state === 'refused';
  const room = width - 2 * (isFramed ? MARGIN + 3 : MARGIN);
  return [
    ...(face.caption === undefined ? [] : [fitText(face.caption, middle, 14, 11.5, width - 12, ink.quiet)]),
    ...drawMiddle(face, ink, { x: (width - room) / 2, y: top, width: room, height: bottom - top }),
    ...drawTitle(lines, ink.words, middle, room - 2, titleBaselines(lines.length, face.bar !== undefined)),
    ...(face.badge === undefined
      ? []
      : [drawGlyph(GLYPHS[face.badge], { x: 54, y: top, side: 14 }, ink.words)]),
    ...drawBar(face.bar, ink, { x: 6, y: 66, width: 60, height: 3 }),
  ];
}

/** One line where it can be read as one, so that the picture stays large. */
function keyTitleLines(title: string): readonly string[] {
  if (title === '') return [];
  return widthOf(title) * SMALLEST_ON_ONE_LINE <= KEY.width - 2 * MARGIN ? [title] : titleLines(title);
}

function titleBaselines(count: number, hasBar: boolean): readonly number[] {
  const last = hasBar ? 61 : 65;
  return count === 2 ? [last - 13, last] : [last];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawMiddle(face: LiveFace, ink: Ink, area: Area): readonly string[] {
  const { x, y, width, height } = area;
  if (face.sentence !== undefined) return drawSentence(face.sentence, area, ink.words, 16);
  const { figure } = face;
  if (figure === undefined) {
    const side = Math.min(height - 2, 36);
    return drawPicture(face, ink, { x: x + (width - side) / 2, y: y + (height - side) / 2, side });
  }
  // A timer fills the width; a count stands beside its picture.
  if (figure.length > 3) {
    const size = Math.min(height, 27, (width - 6) / widthOf(figure));
    return [drawText(figure, x + width / 2, y + height / 2 + size * 0.36, size, ink.words)];
  }
  const side = Math.min(height - 2, 28);
  const left = x + width - side - 6;
  const size = Math.min(height, 30, left / widthOf(figure));
  return [
    ...drawPicture(face, ink, { x: x + 2, y: y + (height - side) / 2, side }),
    drawText(figure, x + side + 4 + left / 2, y + height / 2 + size * 0.36, size, ink.words),
  ];
}

function drawPicture(face: LiveFace, ink: Ink, place: Place): readonly string[] {
  const picture = drawGlyph(GLYPHS[face.glyph], place, ink.picture);
  return face.state === 'away' ? [picture, struckOut(place, ink.ground, ink.picture)] : [picture];
}

function drawSentence(sentence: string, area: Area, colour: string, largest: number): readonly string[] {
  const { lines, size } = fitLines(sentence, area.width - 4, area.height, largest);
  const first = area.y + (area.height - lines.length * size * LEADING) / 2 + size * 0.9;
  return lines.map((line, index) =>
    drawText(line, area.x + area.width / 2, first + index * size * LEADING, size, colour),
  );
}

/** One line, smaller where it would not fit, and cut where it would be too small to read. */
function fitText(
  text: string,
  x: number,
  baseline: number,
  largest: number,
  room: number,
  colour: string,
): string {
  const size = Math.max(largest * 0.75, Math.min(largest, room / widthOf(text)));
  return drawText(shortened(text, room / size), x, baseline, size, colour);
}

function drawBar(bar: number | undefined, ink: Ink, { x, y, width, height }: Area): readonly string[] {
  if (bar === undefined) return [];
  const passed = Math.max(0, Math.min(1, bar)) * width;
  const line = (length: number, colour: string): string =>
    `<rect x="${x}" y="${y}" width="${Math.round(length * 10) / 10}" height="${height}" fill="${colour}"/>`;
  return [line(width, COLOURS.off), line(passed, ink.picture)];
}

function drawDialParts(face: LiveFace, ink: Ink): readonly string[] {
  const { figure, title, sentence, bar } = face;
  // Without a label, several lines would not say what they are of.
  const caption = face.caption ?? (sentence === undefined || title === '' ? undefined : title);
  const words: Area = { x: 60, y: caption === undefined ? 6 : 26, width: 130, height: 0 };
  const middle = words.x + words.width / 2;
  const last = bar === undefined ? 88 : 80;
  const large = figure ?? title;
  const small = figure === undefined ? '' : title;
  const size = Math.min(34, words.width / widthOf(large));
  const lines = sentence ?? (size < SMALLEST_ON_A_DIAL ? large : undefined);
  return [
    ...drawPicture(face, ink, { x: 10, y: bar === undefined ? 29 : 23, side: 42 }),
    ...(caption === undefined ? [] : [fitText(caption, middle, 22, 16, words.width, ink.quiet)]),
    ...(lines === undefined
      ? [
          drawText(large, middle, (small === '' ? 58 : 50) + size * 0.2, size, ink.words),
          ...(small === '' ? [] : [fitText(small, middle, last, 16, words.width, ink.words)]),
        ]
      : drawSentence(lines, { ...words, height: 92 - words.y }, ink.words, 24)),
    ...drawBar(bar, ink, { x: 10, y: 88, width: 180, height: 5 }),
  ];
}
