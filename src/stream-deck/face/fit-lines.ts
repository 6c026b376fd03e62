import { shortened, widthOf } from '../../keys/face.js';

const SMALLEST = 9;
/** From one baseline to the next, in sizes of the letters. */
export const LEADING = 1.15;

/**
 * A sentence in lines that fit into the room, in the largest letters that do; cut where not even the smallest would.
 * @returns the lines and the size of their letters, in the unit of the room.
 */
export function fitLines(
  sentence: string,
  width: number,
  height: number,
  largest: number,
): { readonly lines: readonly string[]; readonly size: number } {
  for (let size = largest; size > SMALLEST; size -= 0.5) {
    const lines = wrap(sentence, width / size);
    if (lines.length * size * LEADING <= height && lines.every((line) => widthOf(line) <= width / size)) {
      return { lines, size };
    }
  }
  const lines = wrap(sentence, width / SMALLEST);
  const count = Math.max(1, Math.floor(height / (SMALLEST * LEADING)));
  const kept = lines.slice(0, count);
  if (lines.length > count) kept[count - 1] = `${kept[count - 1] ?? ''}…`;
  return { lines: kept.map((line) => shortened(line, width / SMALLEST)), size: SMALLEST };
}

/** @param room of a line, in ems. */
function wrap(sentence: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1] ?? ''} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
