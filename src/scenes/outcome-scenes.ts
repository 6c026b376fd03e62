import { column, pair, panel, rule, text } from './items.js';
import type { SceneDescription, SceneItem } from './scene-description.js';

const X = 84;
const WIDTH = 1756;

/** The outcome as one green word. */
export function survivedScene(): SceneDescription {
  return { name: 'Tarkov Survived', items: outcome('Tarkov Label Survived', 'Tarkov Bar Survived') };
}

/** The outcome as red words: killed or missing in action, whichever the status says. */
export function deathScene(): SceneDescription {
  return { name: 'Tarkov Death', items: outcome('Tarkov Status', 'Tarkov Bar Death') };
}

/** A band over the lower third: the word, this raid, and under them how the day stands. */
function outcome(word: string, bar: string): SceneItem[] {
  const figures = { baseline: 776, labelBaseline: 846, sizePx: 104, align: 'right' } as const;
  const day = { baseline: 984, sizePx: 52 };
  return [
    ...panel({ x: 40, y: 656, width: 1840, height: 384 }, bar),
    text(word, { x: X, width: 1130, baseline: 776, sizePx: 108, align: 'left' }),
    text('Tarkov Map', { x: X, width: 900, baseline: 846, sizePx: 46, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...figures, x: 1230, width: 180 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', { ...figures, x: 1430, width: 410 }),
    rule(X, 894, WIDTH),
    text('Tarkov Label Today', { x: X, width: 180, baseline: 984, sizePx: 36, align: 'left' }),
    ...pair('Tarkov Label Raids', 'Tarkov Session Raids', { ...day, x: 330, labelWidth: 104, width: 300 }),
    ...pair('Tarkov Label Kills', 'Tarkov Session Kills', { ...day, x: 700, labelWidth: 90, width: 280 }),
    ...pair('Tarkov Label KD', 'Tarkov Session KD', { ...day, x: 1080, labelWidth: 64, width: 300 }),
    ...pair('Tarkov Label Survival', 'Tarkov Survival Rate', {
      ...day,
      x: 1450,
      labelWidth: 170,
      width: 390,
    }),
  ];
}
