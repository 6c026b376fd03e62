import { column, LABEL_SIZE_PX, panel, row, rule, text } from './items.js';
import type { SceneDescription } from './scene-description.js';

const X = 76;
const WIDTH = 608;
const THIRD = WIDTH / 3;

/** A board at the left: today large, all time smaller, then the last raid and the next one. */
export function lobbyScene(): SceneDescription {
  return {
    name: 'Tarkov Lobby',
    items: [
      ...panel({ x: 40, y: 40, width: 680, height: 1000 }),
      ...today(),
      rule(X, 530, WIDTH),
      ...allTime(),
      rule(X, 866, WIDTH),
      ...raids(),
    ],
  };
}

function today() {
  const hero = { x: X, width: WIDTH, sizePx: 92, labelWidth: 220 };
  const small = { width: THIRD, baseline: 458, sizePx: 56 } as const;
  return [
    text('Tarkov Label Today', { x: X, width: WIDTH, baseline: 96, sizePx: LABEL_SIZE_PX, align: 'left' }),
    ...row('Tarkov Label KD', 'Tarkov Session KD', { ...hero, baseline: 178 }),
    ...row('Tarkov Label Kills', 'Tarkov Session Kills', { ...hero, baseline: 274 }),
    ...row('Tarkov Label Survival', 'Tarkov Survival Rate', { ...hero, baseline: 370 }),
    ...column('Tarkov Label Raids', 'Tarkov Session Raids', { ...small, x: X, align: 'left' }),
    ...column('Tarkov Label Deaths', 'Tarkov Session Deaths', { ...small, x: X + THIRD, align: 'center' }),
    ...column('Tarkov Label Streak', 'Tarkov Streak', { ...small, x: X + 2 * THIRD, align: 'right' }),
  ];
}

function allTime() {
  const small = { width: THIRD, baseline: 654, sizePx: 48 } as const;
  const line = { x: X, width: WIDTH, sizePx: 40, labelWidth: 270 };
  return [
    text('Tarkov Label All Time', {
      x: X,
      width: WIDTH,
      baseline: 586,
      sizePx: LABEL_SIZE_PX,
      align: 'left',
    }),
    ...column('Tarkov Label Raids', 'Tarkov Total Raids', { ...small, x: X, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Total Kills', { ...small, x: X + THIRD, align: 'center' }),
    ...column('Tarkov Label KD', 'Tarkov KD', { ...small, x: X + 2 * THIRD, align: 'right' }),
    ...row('Tarkov Label PMC Scav', 'Tarkov PMC Scav', { ...line, baseline: 772 }),
    ...row('Tarkov Label Favorite Map', 'Tarkov Favorite Map', { ...line, baseline: 830 }),
  ];
}

function raids() {
  const labels = { x: X, width: 190, sizePx: LABEL_SIZE_PX, align: 'left' } as const;
  return [
    text('Tarkov Label Last Raid', { ...labels, baseline: 916 }),
    text('Tarkov Last Raid', { x: X, width: WIDTH, baseline: 964, sizePx: 36, align: 'left' }),
    text('Tarkov Label Next Raid', { ...labels, baseline: 1014 }),
    text('Tarkov Map', { x: X + 200, width: 300, baseline: 1014, sizePx: 36, align: 'right' }),
    text('Tarkov Character', { x: X + 508, width: 100, baseline: 1014, sizePx: 36, align: 'right' }),
  ];
}
