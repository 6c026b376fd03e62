import { LABEL_SIZE_PX, text } from '../items.js';
import { inputSettings, type InputSettings } from '../input-settings.js';
import { itemTransform, type ItemTransform } from '../item-transform.js';
import { PALETTE } from '../palette.js';
import type { Platform } from '../../lib/obs-platforms.js';
import { LANDSCAPE, type TextItem, type TextSource } from '../scene-description.js';

/** An item that a scene of ours had in an earlier version, and what stands in its place now. */
export interface RetiredItem {
  readonly scene: string;
  readonly source: string;
  /** What stands there now, the first in the very place of the old one. */
  readonly by: readonly string[];
  /** Where the old one lay, on a 1920×1080 canvas. */
  readonly transform: ItemTransform;
  /** How the old source looked as we made it; what differs from this the streamer has changed. */
  readonly settings: InputSettings;
  /** A label: its words never changed, and nothing of ours needs it any more. */
  readonly isLabel: boolean;
}

interface Retired {
  readonly scene: string;
  readonly item: TextItem;
  readonly by: readonly string[];
  readonly look: Omit<TextSource, 'family' | 'name'> & { readonly sizePx: number };
  readonly isLabel: boolean;
}

/** Items of the first scenes that a later version replaced, as they were. */
export function retiredItems(platform: Platform): readonly RetiredItem[] {
  return RETIRED.map(({ scene, item, by, look: { sizePx, ...look }, isLabel }) => ({
    scene,
    source: item.source,
    by,
    transform: itemTransform(item, platform, sizePx, LANDSCAPE),
    settings: inputSettings({ family: 'text', name: item.source, ...look }, platform, [
      { name: scene, items: [{ ...item, sizePx }] },
    ]),
    isLabel,
  }));
}

const SESSION = { text: 'TODAY', color: PALETTE.accent, weight: 'bold', sizePx: 36 } as const;
const MAP = { text: '–', color: PALETTE.text, weight: 'bold', sizePx: 46 } as const;
const CHARACTER = { ...MAP, color: PALETTE.accent };
const WORD = { x: 84, width: 1130, baseline: 776, sizePx: 108, align: 'left' } as const;
const NEXT = { baseline: 1006, sizePx: 36, align: 'right' } as const;

const RETIRED: readonly Retired[] = [
  {
    scene: 'Tarkov Lobby',
    item: text('Tarkov Label Today', { x: 76, width: 608, baseline: 94, sizePx: 36, align: 'left' }),
    by: ['Tarkov Session Label'],
    look: SESSION,
    isLabel: true,
  },
  {
    scene: 'Tarkov Lobby',
    item: text('Tarkov Map', { ...NEXT, x: 266, width: 310 }),
    by: ['Tarkov Next Map'],
    look: MAP,
    isLabel: false,
  },
  {
    scene: 'Tarkov Lobby',
    item: text('Tarkov Character', { ...NEXT, x: 584, width: 100 }),
    by: ['Tarkov Next Character'],
    look: CHARACTER,
    isLabel: false,
  },
  {
    scene: 'Tarkov Queue',
    item: text('Tarkov Map', { x: 76, width: 410, baseline: 332, sizePx: 46, align: 'left' }),
    by: ['Tarkov Queue Map'],
    look: MAP,
    isLabel: false,
  },
  {
    scene: 'Tarkov Queue',
    item: text('Tarkov Character', { x: 494, width: 130, baseline: 332, sizePx: 46, align: 'right' }),
    by: ['Tarkov Queue Character'],
    look: CHARACTER,
    isLabel: false,
  },
  {
    scene: 'Tarkov Queue',
    item: text('Tarkov Label Raids Today', {
      ...{ x: 76, width: 320, baseline: 492, sizePx: LABEL_SIZE_PX, align: 'left' },
    }),
    by: ['Tarkov Session Label', 'Tarkov Label Raids'],
    look: { text: 'RAIDS TODAY', color: PALETTE.muted, weight: 'regular', sizePx: LABEL_SIZE_PX },
    isLabel: true,
  },
  ...['Tarkov Survived', 'Tarkov Death'].flatMap((scene): Retired[] => [
    scene === 'Tarkov Survived'
      ? {
          scene,
          item: text('Tarkov Label Survived', WORD),
          by: ['Tarkov Outcome'],
          look: { text: 'SURVIVED', color: PALETTE.survived, weight: 'bold', sizePx: 108 },
          isLabel: true,
        }
      : {
          scene,
          item: text('Tarkov Status', WORD),
          by: ['Tarkov Outcome'],
          look: { text: '–', color: PALETTE.died, weight: 'bold', sizePx: 108 },
          isLabel: false,
        },
    {
      scene,
      item: text('Tarkov Map', { x: 84, width: 900, baseline: 846, sizePx: 46, align: 'left' }),
      by: ['Tarkov Outcome Map'],
      look: MAP,
      isLabel: false,
    },
    {
      scene,
      item: text('Tarkov Label Today', { x: 84, width: 180, baseline: 984, sizePx: 36, align: 'left' }),
      by: ['Tarkov Session Label'],
      look: SESSION,
      isLabel: true,
    },
  ]),
];
