import { box, column, hidden, pair, panel, rule, text } from '../items.js';
import type { SceneDescription, SceneItem } from '../scene-description.js';

const X = 84;
const WIDTH = 1756;
const PANEL = { x: 40, y: 656, width: 1840, height: 384 };

/** The outcome as one word between green bars. */
export function survivedScene(): SceneDescription {
  return { name: 'Tarkov Survived', items: outcome('Tarkov Bar Survived') };
}

/** The same between red bars: killed or missing in action, whichever it was. */
export function deathScene(): SceneDescription {
  return { name: 'Tarkov Death', items: [...outcome('Tarkov Bar Death'), ...status()] };
}

/**
 * A band over the lower third: the word, that raid, and under them how the session stands. The word and the map are texts
 * of their own: the band is still seen when the next raid has begun.
 */
function outcome(bar: string): SceneItem[] {
  const figures = { baseline: 776, labelBaseline: 846, sizePx: 104, align: 'right' } as const;
  const session = { baseline: 984, sizePx: 52 };
  return [
    ...panel(PANEL, bar),
    box(bar, { ...PANEL, height: 8 }),
    text('Tarkov Outcome', { x: X, width: 1130, baseline: 776, sizePx: 108, align: 'left' }),
    text('Tarkov Outcome Map', { x: X, width: 900, baseline: 846, sizePx: 46, align: 'left' }),
    ...column('Tarkov Label Kills', 'Tarkov Raid Kills', { ...figures, x: 1230, width: 180 }),
    ...column('Tarkov Label Time', 'Tarkov Raid Time', { ...figures, x: 1430, width: 410 }),
    rule(X, 894, WIDTH),
    text('Tarkov Session Label', { x: X, width: 256, baseline: 984, sizePx: 36, align: 'left' }),
    ...pair('Tarkov Label Raids', 'Tarkov Session Raids', {
      ...session,
      x: 384,
      labelWidth: 104,
      width: 300,
    }),
    ...pair('Tarkov Label Kills', 'Tarkov Session Kills', { ...session, x: 724, labelWidth: 90, width: 280 }),
    ...pair('Tarkov Label KD', 'Tarkov Session KD', { ...session, x: 1074, labelWidth: 64, width: 300 }),
    ...pair('Tarkov Label Survival', 'Tarkov Survival Rate', {
      ...session,
      x: 1450,
      labelWidth: 170,
      width: 390,
    }),
  ];
}

/** Where the show stands, for scenes of the streamer's own. Shown by none of ours: it is another word when they fade. */
function status(): SceneItem[] {
  return [hidden(text('Tarkov Status', { x: 1000, width: 214, baseline: 846, sizePx: 34, align: 'right' }))];
}
