import { PLATFORM_FACTS } from './platform.js';
import type { Platform } from '../lib/obs-platforms.js';
import type { Align, Frame, SceneItem } from './scene-description.js';

/** How an item lies on the canvas, in OBS's terms. */
export interface ItemTransform {
  readonly positionX: number;
  readonly positionY: number;
  readonly scale: number;
  readonly boundsType: BoundsType;
  readonly boundsAlignment: number;
  readonly boundsWidth: number;
  readonly boundsHeight: number;
}

/** OBS's bounds types that we use, as obs-websocket names them, with the numbers of the collection's JSON. */
export const BOUNDS_TYPES = {
  OBS_BOUNDS_STRETCH: 1,
  OBS_BOUNDS_SCALE_INNER: 2,
  OBS_BOUNDS_SCALE_OUTER: 3,
  OBS_BOUNDS_MAX_ONLY: 6,
} as const;
export type BoundsType = keyof typeof BOUNDS_TYPES;

/** The item's own anchor: always its upper left corner. */
export const TOP_LEFT = 5;
const CENTER = 0;
// The top: the baseline has a fixed distance to it, whereas FreeType text grows downwards with a "g".
const TEXT_ALIGNMENTS: Readonly<Record<Align, number>> = { left: 1 + 4, center: 0 + 4, right: 2 + 4 };

/** The room that one line of text needs on every platform, in em. */
const LINE_HEIGHT = 1.35;

/** Where the item lies in its frame; `sourceSizePx` is the size at which OBS draws the text's source. */
export function itemTransform(
  item: SceneItem,
  platform: Platform,
  sourceSizePx: number,
  frame: Frame,
): ItemTransform {
  switch (item.type) {
    case 'text':
      return {
        positionX: round(item.x),
        positionY: round(item.baseline - item.sizePx * PLATFORM_FACTS[platform].ascent),
        scale: item.sizePx / sourceSizePx,
        // Its own size as long as it fits; smaller, but never cut, when it does not.
        boundsType: 'OBS_BOUNDS_MAX_ONLY',
        boundsAlignment: TEXT_ALIGNMENTS[item.align],
        boundsWidth: round(item.width),
        boundsHeight: Math.ceil(item.sizePx * LINE_HEIGHT),
      };
    case 'box': {
      const { x, y, width, height } = item.rect;
      return filling('OBS_BOUNDS_STRETCH', { x, y, width, height });
    }
    case 'image':
      return filling('OBS_BOUNDS_SCALE_INNER', item.rect);
    case 'full':
      return filling(item.fit === 'cover' ? 'OBS_BOUNDS_SCALE_OUTER' : 'OBS_BOUNDS_SCALE_INNER', {
        ...{ x: 0, y: 0 },
        ...frame,
      });
  }
}

/** The same layout on another canvas: as large as it fits, in the middle, as OBS itself fits imported scenes. */
export function fitTransform(transform: ItemTransform, frame: Frame, canvas: Frame): ItemTransform {
  const factor = Math.min(canvas.width / frame.width, canvas.height / frame.height);
  return {
    ...transform,
    positionX: (canvas.width - frame.width * factor) / 2 + transform.positionX * factor,
    positionY: (canvas.height - frame.height * factor) / 2 + transform.positionY * factor,
    scale: transform.scale * factor,
    boundsWidth: transform.boundsWidth * factor,
    boundsHeight: transform.boundsHeight * factor,
  };
}

function filling(
  boundsType: BoundsType,
  rect: { x: number; y: number; width: number; height: number },
): ItemTransform {
  return {
    positionX: rect.x,
    positionY: rect.y,
    scale: 1,
    boundsType,
    boundsAlignment: CENTER,
    boundsWidth: rect.width,
    boundsHeight: rect.height,
  };
}

/** Whole pixels: letters that stand between two are blurred. */
function round(px: number): number {
  return Math.round(px);
}
