import { LABEL_SIZE_PX, panel, row, rule, text } from '../items.js';
import type { SceneDescription, SceneItem } from '../scene-description.js';

const X = 76;
const WIDTH = 548;

/** The running queue time, with where it leads to under it. */
export function queueScene(): SceneDescription {
  const small = { x: X, width: WIDTH, sizePx: 44, labelWidth: 320 };
  return {
    name: 'Tarkov Queue',
    items: [
      ...panel({ x: 40, y: 40, width: 620, height: 490 }),
      text('Tarkov Label In Queue', { x: X, width: WIDTH, baseline: 98, sizePx: 36, align: 'left' }),
      text('Tarkov Queue Time', { x: X, width: WIDTH, baseline: 244, sizePx: 150, align: 'right' }),
      text('Tarkov Queue Map', { x: X, width: 410, baseline: 332, sizePx: 46, align: 'left' }),
      text('Tarkov Queue Character', { x: X + 418, width: 130, baseline: 332, sizePx: 46, align: 'right' }),
      rule(X, 368, WIDTH),
      ...row('Tarkov Label Average Queue', 'Tarkov Average Queue', { ...small, baseline: 430 }),
      ...sessionRaids(492),
    ],
  };
}

/** Whose raids they are stands before the word, for that changes. */
function sessionRaids(baseline: number): SceneItem[] {
  const label = { baseline, sizePx: LABEL_SIZE_PX, align: 'left' } as const;
  return [
    text('Tarkov Session Label', { ...label, x: X, width: 264 }),
    text('Tarkov Label Raids', { ...label, x: X + 280, width: 110 }),
    text('Tarkov Session Raids', { x: X + 400, width: WIDTH - 400, baseline, sizePx: 44, align: 'right' }),
  ];
}
