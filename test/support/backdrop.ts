import { encodePng } from './png.js';

/**
 * Something to lie under our panels in pictures: misty hills at dusk, drawn here so that it belongs to nobody.
 * PNG, always the same.
 */
export function backdropPng(width = 1920, height = 1080): Buffer {
  const pixels = new Uint8Array(width * height * 3);
  const ridges = [0, 1, 2, 3, 4].map((layer) => ridge(layer, width, height));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const color = colorAt(x, y, height, ridges);
      pixels.set(color, (y * width + x) * 3);
    }
  }
  return encodePng({ width, height, channels: 3, pixels });
}

function colorAt(
  x: number,
  y: number,
  height: number,
  ridges: readonly Float64Array[],
): [number, number, number] {
  const down = y / height;
  const glow = Math.max(0, 1 - Math.abs(down - 0.42) * 2.2);
  let color: [number, number, number] = [56 + 84 * glow, 64 + 74 * glow, 68 + 56 * glow];
  ridges.forEach((top, layer) => {
    const edge = top[x] ?? height;
    if (y < edge) return;
    // Nearer is darker, and mist gathers at the foot of each ridge.
    const mist = Math.min(1, (y - edge) / (height * 0.24)) * (4 - layer) * 9;
    const base = [96, 76, 58, 42, 27][layer] ?? 27;
    color = [base - 5 + mist, base + mist, base - 6 + mist * 0.9];
  });
  return [Math.round(color[0]), Math.round(color[1]), Math.round(color[2])];
}

/** The upper edge of one row of hills, rough with trees. */
function ridge(layer: number, width: number, height: number): Float64Array {
  const random = seeded(layer + 7);
  const base = height * (0.44 + layer * 0.11);
  const reach = 60 + layer * 18;
  let tree = 0;
  return Float64Array.from({ length: width }, (_, x) => {
    const hill = Math.sin(x / (310 - layer * 22) + layer * 2.3) + 0.5 * Math.sin(x / 127 + layer * 1.1);
    // A crown rises at once and falls off slowly.
    tree = random() < 0.07 - layer * 0.008 ? (5 + layer * 7) * random() : tree * (0.93 + layer * 0.01);
    return base - reach * 0.5 * hill - tree;
  });
}

/** The same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What lies under our panels on a stream, drawn here: the worst for letters, and the most frequent. */
export type Painting = 'hills' | 'snow' | 'indoor' | 'stash';

export const paintings: Readonly<Record<Painting, (width?: number, height?: number) => Buffer>> = {
  hills: backdropPng,
  snow: (width, height) => painted(snowAt, width, height),
  indoor: (width, height) => painted(indoorAt, width, height),
  stash: (width, height) => painted(stashAt, width, height),
};

/** The brightness of a pixel from 0 to 255, and how warm it is, from -1 to 1. */
type Paint = (
  x: number,
  y: number,
  size: { width: number; height: number },
) => [light: number, warmth: number];

function painted(paint: Paint, width = 1920, height = 1080): Buffer {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [light, warmth] = paint(x, y, { width, height });
      const color = [light + warmth * 14, light + warmth * 4, light - warmth * 14];
      pixels.set(
        color.map((channel) => Math.max(0, Math.min(255, Math.round(channel)))),
        (y * width + x) * 3,
      );
    }
  return encodePng({ width, height, channels: 3, pixels });
}

/** A white field under a white sky, with bare trunks. */
function snowAt(
  x: number,
  y: number,
  { width, height }: { width: number; height: number },
): [number, number] {
  const unit = height / 1080;
  const horizon =
    height * 0.46 + Math.sin(x / (260 * unit)) * 16 * unit + Math.sin(x / (71 * unit)) * 5 * unit;
  for (let tree = 0; tree < 17; tree += 1) {
    const center = (noise(tree, 1) * 1.1 - 0.05) * width;
    const foot = height * (0.5 + noise(tree, 2) * 0.34);
    const thick = (4 + noise(tree, 3) * 22) * unit * (0.5 + foot / height);
    const lean = (noise(tree, 4) - 0.5) * 0.08;
    if (y < foot && Math.abs(x - center - lean * (foot - y)) < thick * (0.35 + (0.65 * y) / foot))
      return [62 + noise(x >> 2, y >> 4) * 40, 0.5];
  }
  if (y < horizon) return [222 + (y / horizon) * 26, -0.4];
  const drift = Math.sin((x + y * 2.3) / (190 * unit)) * 8;
  return [244 + drift - ((y - horizon) / height) * 16, -0.2];
}

/** A corridor without light, a window at its end. */
function indoorAt(
  x: number,
  y: number,
  { width, height }: { width: number; height: number },
): [number, number] {
  const [dx, dy] = [(x - width * 0.56) / width, (y - height * 0.48) / height];
  const depth = Math.max(Math.abs(dx) * 1.7, Math.abs(dy) * 1.9);
  if (depth < 0.07) return [146 - noise(x >> 3, y >> 3) * 20, -0.6];
  const wall = Math.abs(dx) * 1.7 > Math.abs(dy) * 1.9;
  const boards = wall ? Math.sin(1 / (depth + 0.01)) * 3 : Math.sin(Math.atan2(dy, dx) * 46) * 4;
  const glow = Math.max(0, 1 - depth * 2.1) * 34;
  return [11 + glow + boards + (dy > 0 && !wall ? 6 : 0), 0.5];
}

/** A grid of cells with things in them, beside a figure: what half a stream is. */
function stashAt(
  x: number,
  y: number,
  { width, height }: { width: number; height: number },
): [number, number] {
  const unit = Math.min(width, height) / 1080;
  if (y < 44 * unit || y > height - 38 * unit)
    return [22 + (y % Math.max(2, Math.round(22 * unit)) < 2 ? 8 : 0), 0];
  const cell = 63 * unit;
  const left = width * 0.64;
  if (x < left) return dollAt(x, y, { width, height, unit });
  const [column, row] = [Math.floor((x - left) / cell), Math.floor(y / cell)];
  const [inX, inY] = [(x - left) % cell, y % cell];
  if (inX < 2 || inY < 2) return [70, 0.1];
  const kind = noise(column >> 1, row + 40);
  if (kind < 0.3) return [24, 0];
  const inner = Math.hypot(inX / cell - 0.5, inY / cell - 0.5);
  return [kind * 60 + (inner < 0.32 ? 60 + noise(column, row) * 90 : 0), kind - 0.5];
}

/** Who is dressed there: a figure between the slots of what it wears. */
function dollAt(
  x: number,
  y: number,
  { width, height, unit }: { width: number; height: number; unit: number },
): [number, number] {
  const [dx, dy] = [Math.abs(x - width * 0.3) / unit, (y - height * 0.5) / unit];
  const lean = dx / 100;
  const isHead = Math.hypot(dx / 46, (dy + 330) / 60) < 1;
  const isTrunk = dy > -275 && dy < 40 && dx < 104 - (dy > -60 ? (dy + 60) * 0.25 : 0);
  const isArm = dy > -262 && dy < 96 && dx >= 104 && dx < 152 + dy * 0.05;
  const isLeg = dy >= 40 && dy < 400 && dx > 8 && dx < 88 - (dy - 40) * 0.05;
  if (isHead || isTrunk || isArm || isLeg) return [58 - lean * 18 + noise(x >> 2, y >> 2) * 10, 0.5];
  const [slotX, slotY] = [dx - 260, (dy + 380) % 196];
  const isSlot = dy > -380 && dy < 400 && slotX > 0 && slotX < 176 && slotY > 0 && slotY < 176;
  if (isSlot) return [slotX < 3 || slotX > 173 || slotY < 3 || slotY > 173 ? 74 : 29, 0.1];
  return [17, 0.2];
}

/** From 0 to 1, the same for the same place in every run. */
function noise(x: number, y: number): number {
  let state = Math.imul(x + 374761, 668265263) ^ Math.imul(y + 1274126, 374761393);
  state = Math.imul(state ^ (state >>> 13), 1274126177);
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
}
