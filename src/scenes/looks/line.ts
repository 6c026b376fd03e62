import { BAR_PX, box, panel, text } from '../items.js';
import type { SceneItem } from '../scene-description.js';
import { bottomBand, corner, inside, isUpright, topBand, underCorner, words, type Layout } from './layout.js';

const HEIGHT = 64;
const SIZE_PX = 36;

/** One line of words on a strip, labels and figures side by side. */
export const line: Layout = {
  lobby({ look, frame }) {
    const upright = isUpright(frame);
    const rect = bottomBand(frame, upright ? 116 : HEIGHT);
    const { x, width } = inside(rect);
    const first = { x, width: upright ? width : 1130, baseline: rect.y + 46 };
    const second = upright
      ? { x, width, baseline: rect.y + 96 }
      : { x: x + width - 610, width: 610, baseline: rect.y + 46 };
    return [
      ...panel(rect, 'Tarkov Bar', look.side),
      words('Tarkov Figures Line', first, 'left', SIZE_PX),
      words('Tarkov Next Line', second, upright ? 'left' : 'right', SIZE_PX),
    ];
  },

  queue(place) {
    const rect = corner(place, { width: 1040, height: HEIGHT });
    const { x, width } = inside(rect);
    const baseline = rect.y + 46;
    return [
      ...panel(rect, 'Tarkov Bar', place.look.side),
      text('Tarkov Queue Time', { x, width: 150, baseline, sizePx: SIZE_PX, align: 'left' }),
      words('Tarkov Queue Time Label', { x: x + 166, width: 424, baseline }),
      ...where('Tarkov Queue Map', 'Tarkov Queue Character', { from: x + 606, to: x + width, baseline }),
    ];
  },

  raid(place) {
    const rect = corner(place, { width: 920, height: HEIGHT });
    const { x, width } = inside(rect);
    const baseline = rect.y + 46;
    return [
      ...panel(rect, 'Tarkov Bar', place.look.side),
      ...kills(x, baseline),
      text('Tarkov Raid Time', { x: x + 206, width: 160, baseline, sizePx: SIZE_PX, align: 'left' }),
      words('Tarkov Mode', { x: x + 380, width: 110, baseline }),
      ...where('Tarkov Map', 'Tarkov Character', { from: x + 500, to: x + width, baseline }),
    ];
  },

  pop: (place) => ({
    rect: underCorner(place, HEIGHT, { width: 760, height: HEIGHT }),
    ...{ isLine: true, killPx: SIZE_PX, enemyPx: SIZE_PX, iconPx: 48 },
  }),

  outcome({ look, frame }, { bar }) {
    const upright = isUpright(frame);
    const rect = topBand(frame, upright ? 176 : 72);
    const { x, width } = inside(rect);
    const right = x + width;
    const first = rect.y + (upright ? 64 : 53);
    const second = upright ? rect.y + 112 : first;
    const third = upright ? rect.y + 158 : first;
    const raid = upright ? x : x + 1076;
    return [
      ...panel(rect, bar, look.side),
      box(bar, { ...rect, height: BAR_PX }),
      text('Tarkov Outcome', {
        ...{ x, width: upright ? width : 490, baseline: first, sizePx: upright ? 60 : 48, align: 'left' },
      }),
      text('Tarkov Outcome Map', {
        ...{ x: upright ? x : x + 506, width: upright ? width : 554, baseline: second },
        ...{ sizePx: SIZE_PX, align: 'left' },
      }),
      ...kills(raid, third),
      text('Tarkov Raid Time', {
        x: raid + 206,
        width: 160,
        baseline: third,
        sizePx: SIZE_PX,
        align: 'left',
      }),
      words('Tarkov Outcome Detail', { x: raid + 382, width: right - raid - 382, baseline: third }, 'right'),
    ];
  },
};

/** The label first: "1 KILLS" would be wrong. */
function kills(x: number, baseline: number): SceneItem[] {
  return [
    words('Tarkov Label Kills', { x, width: 100, baseline }),
    text('Tarkov Raid Kills', { x: x + 112, width: 76, baseline, sizePx: SIZE_PX, align: 'left' }),
  ];
}

/** Map and character at the end of the strip. */
function where(
  map: string,
  character: string,
  { from, to, baseline }: { readonly from: number; readonly to: number; readonly baseline: number },
): SceneItem[] {
  const who = 100;
  const line = { baseline, sizePx: SIZE_PX, align: 'right' } as const;
  return [
    text(map, { ...line, x: from, width: to - from - who - 8 }),
    text(character, { ...line, x: to - who, width: who }),
  ];
}
