import type { Align, BoxItem, FullItem, Rect, SceneItem, TextItem } from './scene-description.js';

/** The scene that all others lie over: the streamer's capture and camera live there. */
export const GAME_SCENE = 'Tarkov Game';
export const LABEL_SIZE_PX = 34;

/** The streamer's picture under our panels. */
export function game(): FullItem {
  return { type: 'full', source: GAME_SCENE, fit: 'cover' };
}

/** A panel with the bar at its left edge that tells its state by colour. */
export function panel(rect: Rect, bar = 'Tarkov Bar'): SceneItem[] {
  return [box('Tarkov Panel', rect), box(bar, { ...rect, width: 8 })];
}

/** A hairline between two parts of a panel. */
export function rule(x: number, y: number, width: number): BoxItem {
  return box('Tarkov Rule', { x, y, width, height: 2 });
}

export function text(source: string, place: Omit<TextItem, 'type' | 'source'>): TextItem {
  return { type: 'text', source, ...place };
}

/** A row of the ledger: what it is on the left, how much on the right, on one line. */
export function row(
  label: string,
  figure: string,
  place: { x: number; width: number; baseline: number; sizePx: number; labelWidth: number },
): SceneItem[] {
  const { x, width, baseline, sizePx, labelWidth } = place;
  const gap = 16;
  return [
    text(label, { x, width: labelWidth, baseline, sizePx: LABEL_SIZE_PX, align: 'left' }),
    text(figure, {
      x: x + labelWidth + gap,
      width: width - labelWidth - gap,
      baseline,
      sizePx,
      align: 'right',
    }),
  ];
}

/** A figure with its label under it. */
export function column(
  label: string,
  figure: string,
  place: { x: number; width: number; baseline: number; sizePx: number; align: Align; labelBaseline: number },
): SceneItem[] {
  const { labelBaseline, ...above } = place;
  return [text(figure, above), text(label, { ...above, baseline: labelBaseline, sizePx: LABEL_SIZE_PX })];
}

/** A figure close behind its label, whatever the width of the platform's letters. */
export function pair(
  label: string,
  figure: string,
  place: { x: number; labelWidth: number; width: number; baseline: number; sizePx: number },
): SceneItem[] {
  const { x, labelWidth, width, baseline, sizePx } = place;
  const gap = 20;
  return [
    text(label, { x, width: labelWidth, baseline, sizePx: LABEL_SIZE_PX, align: 'right' }),
    text(figure, {
      x: x + labelWidth + gap,
      width: width - labelWidth - gap,
      baseline,
      sizePx,
      align: 'left',
    }),
  ];
}

/** There, but not shown. */
export function hidden(item: TextItem): TextItem {
  return { ...item, hidden: true };
}

export function box(source: string, rect: Rect): BoxItem {
  return { type: 'box', source, rect };
}
