import { panel, row, rule, text } from '../items.js';
import type { SceneDescription } from '../scene-description.js';

const X = 76;
const WIDTH = 448;

/** A small block in the upper left corner: the game's own display owns the lower edge. */
export function inRaidScene(): SceneDescription {
  const figures = { x: X, width: WIDTH, sizePx: 80, labelWidth: 110 };
  return {
    name: 'Tarkov In Raid',
    items: [
      ...panel({ x: 40, y: 40, width: 520, height: 276 }),
      ...row('Tarkov Label Kills', 'Tarkov Raid Kills', { ...figures, baseline: 124 }),
      ...row('Tarkov Label Time', 'Tarkov Raid Time', { ...figures, baseline: 212 }),
      rule(X, 240, WIDTH),
      text('Tarkov Map', { x: X, width: 336, baseline: 290, sizePx: 38, align: 'left' }),
      text('Tarkov Character', { x: X + 348, width: 100, baseline: 290, sizePx: 38, align: 'right' }),
    ],
  };
}
