import { column, LABEL_SIZE_PX, panel, row, rule, text } from '../items.js';
import type { Align, SceneDescription } from '../scene-description.js';

const X = 76;
const WIDTH = 608;
const GAP = 20;
const THIRD = (WIDTH - 2 * GAP) / 3;

/** A board at the left: the session large, all time smaller, then the last raid and the next one. */
export function lobbyScene(): SceneDescription {
  return {
    name: 'Tarkov Lobby',
    items: [
      ...panel({ x: 40, y: 40, width: 680, height: 1000 }),
      ...session(),
      rule(X, 540, WIDTH),
      ...allTime(),
      rule(X, 854, WIDTH),
      ...raids(),
    ],
  };
}

function session() {
  const hero = { x: X, width: WIDTH, sizePx: 88, labelWidth: 220 };
  const small = { width: THIRD, baseline: 466, labelBaseline: 510, sizePx: 54 };
  return [
    text('Tarkov Session Label', { x: X, width: WIDTH, baseline: 94, sizePx: 36, align: 'left' }),
    ...row('Tarkov Label KD', 'Tarkov Session KD', { ...hero, baseline: 190 }),
    ...row('Tarkov Label Kills', 'Tarkov Session Kills', { ...hero, baseline: 286 }),
    ...row('Tarkov Label Survival', 'Tarkov Survival Rate', { ...hero, baseline: 382 }),
    ...column('Tarkov Label Raids', 'Tarkov Session Raids', { ...small, ...third(0) }),
    ...column('Tarkov Label Deaths', 'Tarkov Session Deaths', { ...small, ...third(1) }),
    ...column('Tarkov Label Streak', 'Tarkov Streak', { ...small, ...third(2) }),
  ];
}

function allTime() {
  const small = { width: THIRD, baseline: 656, labelBaseline: 698, sizePx: 46 };
  const line = { x: X, width: WIDTH, sizePx: 40, labelWidth: 250 };
  return [
    text('Tarkov Label All Time', { x: X, width: WIDTH, baseline: 596, sizePx: 36, align: 'left' }),
    ...column('Tarkov Label Raids', 'Tarkov Total Raids', { ...small, ...third(0) }),
    ...column('Tarkov Label Kills', 'Tarkov Total Kills', { ...small, ...third(1) }),
    ...column('Tarkov Label KD', 'Tarkov KD', { ...small, ...third(2) }),
    ...row('Tarkov Label PMC Scav', 'Tarkov PMC Scav', { ...line, baseline: 764 }),
    ...row('Tarkov Label Favorite Map', 'Tarkov Favorite Map', { ...line, baseline: 822 }),
  ];
}

function raids() {
  const label = { x: X, width: 190, sizePx: LABEL_SIZE_PX, align: 'left' } as const;
  const next = { baseline: 1006, sizePx: 36, align: 'right' } as const;
  return [
    text('Tarkov Label Last Raid', { ...label, baseline: 904 }),
    text('Tarkov Last Raid', { x: X, width: WIDTH, baseline: 948, sizePx: 36, align: 'left' }),
    text('Tarkov Label Next Raid', { ...label, baseline: 1006 }),
    text('Tarkov Next Map', { ...next, x: X + 190, width: 310 }),
    text('Tarkov Next Character', { ...next, x: X + 508, width: 100 }),
  ];
}

/** The outer thirds keep to the board's edges. */
function third(index: 0 | 1 | 2): { x: number; align: Align } {
  const align = { 0: 'left', 1: 'center', 2: 'right' } as const;
  return { x: X + index * (THIRD + GAP), align: align[index] };
}
