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
