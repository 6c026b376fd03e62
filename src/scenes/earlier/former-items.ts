import { pair, text } from '../items.js';
import type { InputSettings } from '../input-settings.js';
import { itemTransform, type ItemTransform } from '../item-transform.js';
import type { Platform } from '../../lib/obs-platforms.js';
import { LANDSCAPE, type SceneItem } from '../scene-description.js';
import { retiredItems } from './retired.js';

/** An item as an earlier version had it, and a later one without looks has not. */
export interface FormerItem {
  readonly scene: string;
  readonly source: string;
  /** On a 1920×1080 canvas. */
  readonly transform: ItemTransform;
  /** How its source looked then, where it has looked otherwise since. */
  readonly settings?: InputSettings;
}

/** What is like that still is as we made it: an update changes nothing in OBS. */
export function formerItems(platform: Platform): readonly FormerItem[] {
  const moved = MOVED.flatMap(({ scene, items }) =>
    items.map((item) => {
      const sizePx = item.type === 'text' ? item.sizePx : 1;
      const transform = itemTransform(item, platform, sizePx, LANDSCAPE);
      return { scene, source: item.source, transform };
    }),
  );
  return [...moved, ...retiredItems(platform)];
}

const SESSION = { baseline: 984, sizePx: 52 };
const FIRST_OUTCOME: readonly SceneItem[] = [
  ...pair('Tarkov Label Raids', 'Tarkov Session Raids', { ...SESSION, x: 330, labelWidth: 104, width: 300 }),
  ...pair('Tarkov Label Kills', 'Tarkov Session Kills', { ...SESSION, x: 700, labelWidth: 90, width: 280 }),
  ...pair('Tarkov Label KD', 'Tarkov Session KD', { ...SESSION, x: 1080, labelWidth: 64, width: 300 }),
];
const MOVED: readonly { readonly scene: string; readonly items: readonly SceneItem[] }[] = [
  {
    scene: 'Tarkov Queue',
    items: [text('Tarkov Session Raids', { x: 412, width: 212, baseline: 492, sizePx: 44, align: 'right' })],
  },
  { scene: 'Tarkov Survived', items: FIRST_OUTCOME },
  { scene: 'Tarkov Death', items: FIRST_OUTCOME },
];
