import { ICONS, type IconName } from './icons.js';
import type {
  Align,
  BoxItem,
  FullItem,
  Hideable,
  ImageItem,
  Rect,
  SceneItem,
  TextItem,
} from './scene-description.js';

/** The scene that all others lie over: the streamer's capture and camera live there. */
export const GAME_SCENE = 'Tarkov Game';
export const LABEL_SIZE_PX = 34;

/** The streamer's picture under our panels. */
export function game(): FullItem {
  return { type: 'full', source: GAME_SCENE, fit: 'cover' };
}

export const BAR_PX = 8;

/** A panel with the bar at its outer edge that tells its state by colour. */
export function panel(rect: Rect, bar = 'Tarkov Bar', side: 'left' | 'right' = 'left'): BoxItem[] {
  const x = side === 'left' ? rect.x : rect.x + rect.width - BAR_PX;
  return [box('Tarkov Panel', rect), box(bar, { ...rect, x, width: BAR_PX })];
}

/** A hairline between two parts of a panel. */
export function rule(x: number, y: number, width: number): BoxItem {
  return box('Tarkov Rule', { x, y, width, height: 2 });
}

export function text(source: string, place: Omit<TextItem, 'type' | 'source'>): TextItem {
  return { type: 'text', source, ...place };
}

interface LinePlace {
  readonly x: number;
  readonly width: number;
  readonly baseline: number;
  readonly sizePx: number;
  readonly labelWidth: number;
}

/** A row of the ledger: what it is on the left, how much on the right, on one line. */
export function row(label: string, figure: string, place: LinePlace): SceneItem[] {
  return onOneLine(label, figure, place, { gap: 16, alignLabel: 'left', alignFigure: 'right' });
}

/** A figure with its label under it. */
export function column(
  label: string,
  figure: string,
  place: {
    x: number;
    width: number;
    baseline: number;
    sizePx: number;
    align: Align;
    labelBaseline: number;
    labelSizePx?: number;
  },
): SceneItem[] {
  const { labelBaseline, labelSizePx = LABEL_SIZE_PX, ...above } = place;
  return [text(figure, above), text(label, { ...above, baseline: labelBaseline, sizePx: labelSizePx })];
}

/** A figure close behind its label, whatever the width of the platform's letters. */
export function pair(label: string, figure: string, place: LinePlace): SceneItem[] {
  return onOneLine(label, figure, place, { gap: 20, alignLabel: 'right', alignFigure: 'left' });
}

function onOneLine(
  label: string,
  figure: string,
  { x, width, baseline, sizePx, labelWidth }: LinePlace,
  look: { readonly gap: number; readonly alignLabel: Align; readonly alignFigure: Align },
): SceneItem[] {
  const left = labelWidth + look.gap;
  return [
    text(label, { x, width: labelWidth, baseline, sizePx: LABEL_SIZE_PX, align: look.alignLabel }),
    text(figure, { x: x + left, width: width - left, baseline, sizePx, align: look.alignFigure }),
  ];
}

/** There, but not shown. */
export function hidden<T extends Hideable>(item: T): T {
  return { ...item, hidden: true };
}

/** One of `icons.ts`, in a square. */
export function icon(name: IconName, x: number, y: number, side: number): ImageItem {
  return { type: 'image', source: ICONS[name].source, rect: { x, y, width: side, height: side } };
}

export function box(source: string, rect: Rect): BoxItem {
  return { type: 'box', source, rect };
}
