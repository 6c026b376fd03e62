import { encodePng } from './png.js';

/**
 * Something to lie under our panels in pictures: a misty wood at dusk, drawn here so that it belongs to nobody.
 * PNG, always the same.
 */
export function backdropPng(width = 1920, height = 1080): Buffer {
  const pixels = new Uint8Array(width * height * 3);
  const ridges = [0, 1, 2, 3].map((layer) => ridge(layer, width, height));
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
  let color: [number, number, number] = [
    150 + 60 * (1 - Math.abs(down - 0.42) * 2.2),
    150 + 38 * (1 - Math.abs(down - 0.42) * 2.2),
    148 + 10 * (1 - Math.abs(down - 0.42) * 2.4),
  ];
  ridges.forEach((top, layer) => {
    const edge = top[x] ?? height;
    if (y < edge) return;
    // Nearer is darker, and mist gathers at the foot of each ridge.
    const mist = Math.min(1, (y - edge) / (height * 0.3)) * (3 - layer) * 14;
    const base = [126, 88, 52, 26][layer] ?? 26;
    color = [base - 6 + mist, base + mist, base - 8 + mist * 0.9];
  });
  return [Math.round(color[0]), Math.round(color[1]), Math.round(color[2])];
}

/** The upper edge of one row of trees. */
function ridge(layer: number, width: number, height: number): Float64Array {
  const edge = new Float64Array(width).fill(height);
  const random = seeded(layer + 7);
  const base = height * (0.46 + layer * 0.13);
  const spacing = 14 + layer * 16;
  for (let middle = -spacing; middle < width + spacing; middle += spacing * (0.5 + random())) {
    const tall = (40 + layer * 62) * (0.5 + random());
    const foot = base + 26 * Math.sin(middle / (190 + layer * 70) + layer * 2);
    const half = tall * 0.24;
    for (let x = Math.max(0, Math.ceil(middle - half)); x <= Math.min(width - 1, middle + half); x += 1) {
      const away = Math.abs(x - middle) / half;
      // Branches: a saw along the slope.
      const saw = ((away * 7) % 1) * tall * 0.05;
      edge[x] = Math.min(edge[x] ?? height, foot - tall * (1 - away) + saw);
    }
    for (
      let x = Math.max(0, Math.ceil(middle - spacing));
      x <= Math.min(width - 1, middle + spacing);
      x += 1
    ) {
      edge[x] = Math.min(edge[x] ?? height, foot);
    }
  }
  return edge;
}

/** The same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
