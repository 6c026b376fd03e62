import { box, column, rule, text } from '../items.js';
import type { Rect, SceneItem } from '../scene-description.js';
import {
  bottomBand,
  corner,
  figureCells,
  IN_QUEUE,
  IN_RAID,
  inside,
  isUpright,
  topBand,
  whereAndWho,
  words,
  type Layout,
  type Place,
} from './layout.js';

const EDGE_PX = 10;
const LABEL_PX = 42;

/** Large figures on plates with a coloured edge, and the outcome on a plate of its own colour. */
export const bold: Layout = {
  lobby: (place) => (isUpright(place.frame) ? uprightLobby(place) : lobbyBoard(place)),

  queue(place) {
    const rect = corner(place, { width: 740, height: 372 });
    const { x, width } = inside(rect);
    return [
      ...plate(rect),
      ...column('Tarkov Queue Time Label', 'Tarkov Queue Time', {
        ...{ x, width, align: 'left', sizePx: 184, baseline: rect.y + 176 },
        ...{ labelBaseline: rect.y + 240, labelSizePx: LABEL_PX },
      }),
      rule(x, rect.y + 272, width),
      ...whereAndWho(IN_QUEUE, { x, width, baseline: rect.y + 334, sizePx: 52 }),
    ];
  },

  raid(place) {
    const rect = corner(place, { width: 740, height: 380 });
    const { x, width } = inside(rect);
    const cell = { align: 'left', sizePx: 138, baseline: rect.y + 144, labelSizePx: LABEL_PX } as const;
    const labelBaseline = rect.y + 202;
    return [
      ...plate(rect),
      ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, labelBaseline, x, width: 210 }),
      ...column('Tarkov Raid Time Label', 'Tarkov Raid Time', {
        ...{ ...cell, labelBaseline, x: x + 230, width: width - 230 },
      }),
      rule(x, rect.y + 230, width),
      ...whereAndWho(IN_RAID, { x, width, baseline: rect.y + 290, sizePx: 50 }),
      words('Tarkov Raid Detail', { x, width, baseline: rect.y + 346 }, 'left', LABEL_PX),
    ];
  },

  outcome: (place, { ground }) => outcomePlates(place, ground),
};

/** A panel with a coloured upper edge. */
function plate(rect: Rect, bar = 'Tarkov Bar'): SceneItem[] {
  return [box('Tarkov Panel', rect), box(bar, { ...rect, height: EDGE_PX })];
}

function lobbyBoard({ look, frame }: Place): SceneItem[] {
  const rect = bottomBand(frame, 240);
  const { x, width } = inside(rect);
  const gap = 24;
  const cellWidth = (width + gap) / look.figures.length - gap;
  const heading = rect.y + 66;
  return [
    ...plate(rect),
    words('Tarkov Figures Label', { x, width: 420, baseline: heading }, 'left', 46),
    words('Tarkov Last Line', { x: x + 440, width: 700, baseline: heading }, 'left', 36),
    words('Tarkov Next Line', { x: x + width - 600, width: 600, baseline: heading }, 'right', 36),
    ...figureCells(look, {
      ...{ x, cellWidth, gap, sizePx: 108, baseline: rect.y + 170 },
      ...{ labelBaseline: rect.y + 220, labelSizePx: LABEL_PX },
    }),
  ];
}

function uprightLobby({ look, frame }: Place): SceneItem[] {
  const rows = Math.ceil(look.figures.length / 2);
  const rect = bottomBand(frame, 196 + rows * 190);
  const { x, width } = inside(rect);
  const pairs = Array.from({ length: rows }, (_, row) => row);
  const cellWidth = (width - 24) / 2;
  const cells = figureCells(look, {
    ...{ x, cellWidth, gap: 24, sizePx: 116, baseline: rect.y + 186 },
    ...{ labelBaseline: rect.y + 240, labelSizePx: LABEL_PX },
  });
  return [
    ...plate(rect),
    words('Tarkov Figures Label', { x, width, baseline: rect.y + 68 }, 'left', 48),
    // Two a row: figure and label of each.
    ...pairs.flatMap((row) =>
      cells
        .slice(row * 4, row * 4 + 4)
        .map((cell, index) =>
          cell.type === 'text'
            ? { ...cell, x: x + (index > 1 ? cellWidth + 24 : 0), baseline: cell.baseline + row * 190 }
            : cell,
        ),
    ),
    words('Tarkov Last Line', { x, width, baseline: rect.y + rect.height - 78 }, 'left', 38),
    words('Tarkov Next Line', { x, width, baseline: rect.y + rect.height - 28 }, 'left', 38),
  ];
}

function outcomePlates({ frame }: Place, ground: string): SceneItem[] {
  const upright = isUpright(frame);
  const whole = topBand(frame, upright ? 520 : 276);
  const word: Rect = upright ? { ...whole, height: 226 } : { ...whole, width: 1180, height: 212 };
  const raid: Rect = upright
    ? { ...whole, y: word.y + word.height, height: 186 }
    : { ...word, x: word.x + word.width, width: whole.width - word.width };
  const foot: Rect = {
    ...whole,
    y: raid.y + raid.height,
    height: whole.y + whole.height - raid.y - raid.height,
  };
  const [left, right] = [inside(word), inside(raid)];
  const cell = { align: 'left', sizePx: 108, baseline: raid.y + 112, labelSizePx: LABEL_PX } as const;
  const labelBaseline = raid.y + 166;
  const lines = inside(foot);
  const split = upright ? { ...lines, baseline: foot.y + 88 } : { ...lines, baseline: foot.y + 44 };
  return [
    box(ground, word),
    box('Tarkov Panel', raid),
    box('Tarkov Panel', foot),
    text('Tarkov Outcome', { ...left, baseline: word.y + 122, sizePx: 122, align: 'left' }),
    text('Tarkov Outcome Map', { ...left, baseline: word.y + 186, sizePx: 48, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, labelBaseline, x: right.x, width: 210 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', {
      ...{ ...cell, labelBaseline, x: right.x + 230, width: right.width - 230 },
    }),
    words(
      'Tarkov Figures Line',
      { ...lines, width: upright ? lines.width : 1108, baseline: foot.y + 44 },
      'left',
      36,
    ),
    words(
      'Tarkov Outcome Detail',
      upright ? split : { ...split, x: right.x, width: right.width },
      'left',
      36,
    ),
  ];
}
