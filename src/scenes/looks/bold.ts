import { figureLabelSource, figureSource, type FigureName, type LookChoice } from '../../show/look.js';
import type { IconName } from '../icons.js';
import { box, column, icon, rule, text } from '../items.js';
import type { Rect, SceneItem } from '../scene-description.js';
import {
  bottomBand,
  corner,
  IN_QUEUE,
  IN_RAID,
  inside,
  isUpright,
  topBand,
  underCorner,
  whereAndWho,
  words,
  type Layout,
  type OutcomeSurfaces,
  type Place,
} from './layout.js';

const EDGE_PX = 10;
const LABEL_PX = 42;
const WIDTH = 800;
const RAID_HEIGHT = 380;
const ICON_PX = 64;
const SMALL_ICON_PX = 52;

/** Large figures on plates with a coloured edge, and the outcome on a plate of its own colour. */
export const bold: Layout = {
  lobby: (place) => (isUpright(place.frame) ? uprightLobby(place) : lobbyBoard(place)),

  queue(place) {
    const rect = corner(place, { width: WIDTH, height: 372 });
    const whole = inside(rect);
    const { x, width } = besideIcons(whole);
    return [
      ...plate(rect),
      icon('clock', whole.x, rect.y + 78, ICON_PX),
      ...column('Tarkov Queue Time Label', 'Tarkov Queue Time', {
        ...{ x, width, align: 'left', sizePx: 184, baseline: rect.y + 176 },
        ...{ labelBaseline: rect.y + 240, labelSizePx: LABEL_PX },
      }),
      rule(whole.x, rect.y + 272, whole.width),
      icon('map', whole.x + 6, rect.y + 289, SMALL_ICON_PX),
      ...whereAndWho(IN_QUEUE, { x, width, baseline: rect.y + 334, sizePx: 52 }),
    ];
  },

  raid(place) {
    const rect = corner(place, { width: WIDTH, height: RAID_HEIGHT });
    const whole = inside(rect);
    const { x, width } = besideIcons(whole);
    const cell = { align: 'left', sizePx: 128, baseline: rect.y + 142, labelSizePx: LABEL_PX } as const;
    const labelBaseline = rect.y + 202;
    const time = besideIcons({ x: x + 186, width: width - 186 });
    return [
      ...plate(rect),
      icon('skull', whole.x, rect.y + 64, ICON_PX),
      ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, labelBaseline, x, width: 170 }),
      icon('clock', x + 186, rect.y + 64, ICON_PX),
      ...column('Tarkov Raid Time Label', 'Tarkov Raid Time', { ...cell, labelBaseline, ...time }),
      rule(whole.x, rect.y + 230, whole.width),
      icon('map', whole.x + 6, rect.y + 246, SMALL_ICON_PX),
      ...whereAndWho(IN_RAID, { x, width, baseline: rect.y + 290, sizePx: 50 }),
      words('Tarkov Raid Detail', { x, width, baseline: rect.y + 346 }, 'left', LABEL_PX),
    ];
  },

  pop: (place) => ({
    rect: underCorner(place, RAID_HEIGHT, { width: 580, height: 152 }),
    ...{ killPx: 66, enemyPx: LABEL_PX, iconPx: 104 },
  }),

  outcome: outcomePlates,
};

/** What stands beside an icon. */
function besideIcons({ x, width }: { readonly x: number; readonly width: number }): {
  readonly x: number;
  readonly width: number;
} {
  return { x: x + ICON_PX + 16, width: width - ICON_PX - 16 };
}

const FIGURE_ICONS: Readonly<Record<FigureName, IconName>> = {
  raids: 'map',
  kills: 'skull',
  kd: 'chart',
  survival: 'door',
  survived: 'door',
  deaths: 'skull',
  streak: 'flag',
  headshots: 'head',
  pmc_kills: 'pmc',
  boss_kills: 'boss',
  queue: 'clock',
};

/** A panel with a coloured upper edge. */
function plate(rect: Rect, bar = 'Tarkov Bar'): SceneItem[] {
  return [box('Tarkov Panel', rect), box(bar, { ...rect, height: EDGE_PX })];
}

function lobbyBoard({ look, frame }: Place): SceneItem[] {
  const rect = bottomBand(frame, 240);
  const { x, width } = inside(rect);
  const heading = rect.y + 66;
  return [
    ...plate(rect),
    words('Tarkov Figures Label', { x, width: 420, baseline: heading }, 'left', 46),
    words('Tarkov Last Line', { x: x + 440, width: 700, baseline: heading }, 'left', 36),
    words('Tarkov Next Line', { x: x + width - 600, width: 600, baseline: heading }, 'right', 36),
    ...cells(look, { x, width, columns: look.figures.length, sizePx: 108, baseline: rect.y + 170 }),
  ];
}

function uprightLobby({ look, frame }: Place): SceneItem[] {
  const rect = bottomBand(frame, 196 + Math.ceil(look.figures.length / 2) * ROW_PX);
  const { x, width } = inside(rect);
  return [
    ...plate(rect),
    words('Tarkov Figures Label', { x, width, baseline: rect.y + 68 }, 'left', 48),
    ...cells(look, { x, width, columns: 2, sizePx: 116, baseline: rect.y + 186 }),
    words('Tarkov Last Line', { x, width, baseline: rect.y + rect.height - 78 }, 'left', 38),
    words('Tarkov Next Line', { x, width, baseline: rect.y + rect.height - 28 }, 'left', 38),
  ];
}

const ROW_PX = 190;

/** The figures that the streamer has chosen, each with an icon before it and its label under it. */
function cells(
  { figures }: LookChoice,
  {
    x,
    width,
    columns,
    sizePx,
    baseline,
  }: { x: number; width: number; columns: number; sizePx: number; baseline: number },
): SceneItem[] {
  const gap = 24;
  const cellWidth = (width + gap) / columns - gap;
  return figures.flatMap((figure, index) => {
    const left = x + (index % columns) * (cellWidth + gap);
    const foot = baseline + Math.floor(index / columns) * ROW_PX;
    return [
      icon(FIGURE_ICONS[figure], Math.round(left), foot - 72, ICON_PX),
      ...column(figureLabelSource(index), figureSource(index), {
        ...{ ...besideIcons({ x: left, width: cellWidth }), align: 'left', sizePx, baseline: foot },
        ...{ labelBaseline: foot + 52, labelSizePx: LABEL_PX },
      }),
    ];
  });
}

function outcomePlates({ frame }: Place, surfaces: OutcomeSurfaces): SceneItem[] {
  const upright = isUpright(frame);
  const whole = topBand(frame, upright ? 520 : 276);
  const word: Rect = upright ? { ...whole, height: 226 } : { ...whole, width: 1240, height: 212 };
  const raid: Rect = upright
    ? { ...whole, y: word.y + word.height, height: 186 }
    : { ...word, x: word.x + word.width, width: whole.width - word.width };
  const foot: Rect = {
    ...whole,
    y: raid.y + raid.height,
    height: whole.y + whole.height - raid.y - raid.height,
  };
  const [left, right] = [inside(word), inside(raid)];
  // The upright plate has no room beside the word, but beside the map.
  const sign = upright
    ? icon(surfaces.icon, left.x + left.width - 72, word.y + 142, 72)
    : icon(surfaces.icon, left.x + left.width - 132, word.y + 40, 132);
  const besideSign = left.width - (upright ? 72 : 132) - 24;
  const wordWidth = upright ? left.width : besideSign;
  const cell = { align: 'left', sizePx: 108, baseline: raid.y + 112, labelSizePx: LABEL_PX } as const;
  const labelBaseline = raid.y + 166;
  const lines = inside(foot);
  const split = upright ? { ...lines, baseline: foot.y + 88 } : { ...lines, baseline: foot.y + 44 };
  return [
    box(surfaces.ground, word),
    box('Tarkov Panel', raid),
    box('Tarkov Panel', foot),
    sign,
    text('Tarkov Outcome', {
      x: left.x,
      width: wordWidth,
      baseline: word.y + 122,
      sizePx: 122,
      align: 'left',
    }),
    text('Tarkov Outcome Map', {
      x: left.x,
      width: besideSign,
      baseline: word.y + 186,
      sizePx: 48,
      align: 'left',
    }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...cell, labelBaseline, x: right.x, width: 180 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', {
      ...{ ...cell, labelBaseline, x: right.x + 200, width: right.width - 200 },
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
