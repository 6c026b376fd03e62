import { column, panel, row, rule, text } from './items.js';
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
  const figures = { baseline: 800, sizePx: 104, align: 'right' } as const;
  const quarter = (WIDTH - 3 * 56) / 4;
  const day = { width: quarter, baseline: 996, sizePx: 52, labelWidth: 190 };
  const at = (index: number) => X + index * (quarter + 56);
  return [
    ...panel({ x: 40, y: 680, width: 1840, height: 360 }, bar),
    text(word, { x: X, width: 1130, baseline: 800, sizePx: 108, align: 'left' }),
    text('Tarkov Map', { x: X, width: 900, baseline: 868, sizePx: 48, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...figures, x: 1230, width: 190 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', { ...figures, x: 1440, width: 400 }),
    rule(X, 908, WIDTH),
    ...row('Tarkov Label Raids Today', 'Tarkov Session Raids', { ...day, x: at(0), labelWidth: 230 }),
    ...row('Tarkov Label Kills', 'Tarkov Session Kills', { ...day, x: at(1) }),
    ...row('Tarkov Label KD', 'Tarkov Session KD', { ...day, x: at(2) }),
    ...row('Tarkov Label Survival', 'Tarkov Survival Rate', { ...day, x: at(3) }),
  ];
}
