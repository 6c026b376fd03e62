import { BAR_PX, box, column, panel, rule, text } from '../items.js';
import type { SceneItem } from '../scene-description.js';
import {
  bottomBand,
  corner,
  divider,
  figureCells,
  IN_QUEUE,
  IN_RAID,
  inside,
  isUpright,
  topBand,
  underCorner,
  whereAndWho,
  words,
  type Layout,
  type Place,
} from './layout.js';

const RAID_HEIGHT = 284;

/** A quiet military ledger: slim panels, figures with their labels under them. */
export const ledger: Layout = {
  lobby: (place) => (isUpright(place.frame) ? uprightLobby(place) : lobbyBar(place)),

  queue(place) {
    const rect = corner(place, { width: 560, height: 274 });
    const { x, width } = inside(rect);
    return [
      ...panel(rect, 'Tarkov Bar', place.look.side),
      ...column('Tarkov Queue Time Label', 'Tarkov Queue Time', {
        ...{ x, width, align: 'left', sizePx: 124, baseline: rect.y + 118, labelBaseline: rect.y + 166 },
      }),
      rule(x, rect.y + 190, width),
      ...whereAndWho(IN_QUEUE, { x, width, baseline: rect.y + 242, sizePx: 42 }),
    ];
  },

  raid(place) {
    const rect = corner(place, { width: 560, height: RAID_HEIGHT });
    const { x, width } = inside(rect);
    const cell = { align: 'left', sizePx: 88, baseline: rect.y + 90, labelBaseline: rect.y + 136 } as const;
    return [
      ...panel(rect, 'Tarkov Bar', place.look.side),
      ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, x, width: 150 }),
      ...column('Tarkov Raid Time Label', 'Tarkov Raid Time', { ...cell, x: x + 166, width: width - 166 }),
      rule(x, rect.y + 160, width),
      ...whereAndWho(IN_RAID, { x, width, baseline: rect.y + 208, sizePx: 38 }),
      words('Tarkov Raid Detail', { x, width, baseline: rect.y + 258 }),
    ];
  },

  pop: (place) => ({
    rect: underCorner(place, RAID_HEIGHT, { width: 480, height: 116 }),
    ...{ killPx: 48, enemyPx: 34, iconPx: 72 },
  }),

  outcome: (place, { bar }) =>
    isUpright(place.frame) ? uprightOutcome(place, bar) : outcomeBand(place, bar),
};

/** How the session stands, then the last raid and the next one, on a bar over the game's own menu. */
function lobbyBar({ look, frame }: Place): SceneItem[] {
  const rect = bottomBand(frame, 136);
  const { x, width } = inside(rect);
  const [cellWidth, gap] = [180, 16];
  const figures = x + 312;
  const lines = figures + look.figures.length * (cellWidth + gap) + 44;
  const line = { x: lines, width: x + width - lines };
  return [
    ...panel(rect, 'Tarkov Bar', look.side),
    words('Tarkov Figures Label', { x, width: 276, baseline: rect.y + 80 }, 'left', 36),
    ...figureCells(look, {
      ...{ x: figures, cellWidth, gap, sizePx: 60, baseline: rect.y + 66, labelBaseline: rect.y + 110 },
    }),
    divider(lines - 32, rect),
    words('Tarkov Last Line', { ...line, baseline: rect.y + 58 }),
    words('Tarkov Next Line', { ...line, baseline: rect.y + 108 }),
  ];
}

function uprightLobby({ look, frame }: Place): SceneItem[] {
  const rect = bottomBand(frame, 336);
  const { x, width } = inside(rect);
  const gap = 16;
  const cellWidth = (width + gap) / look.figures.length - gap;
  return [
    ...panel(rect, 'Tarkov Bar', look.side),
    words('Tarkov Figures Label', { x, width, baseline: rect.y + 56 }, 'left', 40),
    ...figureCells(look, {
      ...{ x, cellWidth, gap, sizePx: 76, baseline: rect.y + 142, labelBaseline: rect.y + 188 },
    }),
    rule(x, rect.y + 214, width),
    words('Tarkov Last Line', { x, width, baseline: rect.y + 262 }),
    words('Tarkov Next Line', { x, width, baseline: rect.y + 310 }),
  ];
}

/** The word and that raid, and under them how the session stands: the game's own end screen stays free. */
function outcomeBand({ look, frame }: Place, bar: string): SceneItem[] {
  const rect = topBand(frame, 222);
  const { x, width } = inside(rect);
  const right = x + width;
  const cell = { align: 'left', sizePx: 92, baseline: rect.y + 92, labelBaseline: rect.y + 142 } as const;
  return [
    ...panel(rect, bar, look.side),
    box(bar, { ...rect, height: BAR_PX }),
    text('Tarkov Outcome', { x, width: 1130, baseline: rect.y + 92, sizePx: 96, align: 'left' }),
    text('Tarkov Outcome Map', { x, width: 1130, baseline: rect.y + 144, sizePx: 40, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, x: right - 580, width: 190 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', { ...cell, x: right - 374, width: 374 }),
    rule(x, rect.y + 164, width),
    words('Tarkov Figures Line', { x, width: 1130, baseline: rect.y + 204 }),
    words('Tarkov Outcome Detail', { x: right - 580, width: 580, baseline: rect.y + 204 }),
  ];
}

function uprightOutcome({ look, frame }: Place, bar: string): SceneItem[] {
  const rect = topBand(frame, 456);
  const { x, width } = inside(rect);
  const cell = { align: 'left', sizePx: 92, baseline: rect.y + 256, labelBaseline: rect.y + 302 } as const;
  return [
    ...panel(rect, bar, look.side),
    box(bar, { ...rect, height: BAR_PX }),
    text('Tarkov Outcome', { x, width, baseline: rect.y + 92, sizePx: 96, align: 'left' }),
    text('Tarkov Outcome Map', { x, width, baseline: rect.y + 146, sizePx: 42, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, x, width: 240 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', { ...cell, x: x + 264, width: width - 264 }),
    rule(x, rect.y + 330, width),
    words('Tarkov Outcome Detail', { x, width, baseline: rect.y + 380 }),
    words('Tarkov Figures Line', { x, width, baseline: rect.y + 430 }),
  ];
}
