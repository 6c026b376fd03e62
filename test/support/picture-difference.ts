import type { Rect } from '../../src/scenes/scene-description.js';
import type { Picture } from './png.js';

/** How far a channel may be off without anybody seeing it: rounding differs between drawing paths. */
const TOLERANCE = 8;

/** Whether the pictures differ visibly at that pixel. */
function differsAt(a: Picture, b: Picture, index: number): boolean {
  for (let channel = 0; channel < Math.min(a.channels, b.channels); channel += 1) {
    const left = a.pixels[index * a.channels + channel] ?? 0;
    const right = b.pixels[index * b.channels + channel] ?? 0;
    if (Math.abs(left - right) > TOLERANCE) return true;
  }
  return false;
}

/** The pixels, as `y * width + x`, at which two pictures of one size differ visibly. */
export function differingPixels(a: Picture, b: Picture): number[] {
  if (a.width !== b.width || a.height !== b.height) throw new Error('The pictures differ in size.');
  const found: number[] = [];
  for (let index = 0; index < a.width * a.height; index += 1) {
    if (differsAt(a, b, index)) found.push(index);
  }
  return found;
}

/** Whether the pixel lies in the box, give or take one for antialiasing. */
export function isWithin(index: number, width: number, box: Rect): boolean {
  const x = index % width;
  const y = Math.floor(index / width);
  return x >= box.x - 1 && y >= box.y - 1 && x <= box.x + box.width && y <= box.y + box.height;
}
