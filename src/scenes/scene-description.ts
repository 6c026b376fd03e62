/**
 * The words in which our scenes are described: pure data, in pixels of the frame that a layout is drawn for, the same for
 * every platform. The collections for import and the setup over obs-websocket are both made from it.
 */

/** What a layout is drawn for; canvases of the same shape get the same picture, larger or smaller. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export const LANDSCAPE: Frame = { width: 1920, height: 1080 };
/** For phones that are held upright. */
export const PORTRAIT: Frame = { width: 1080, height: 1920 };

/** The frame for that canvas. */
export function frameOf({ width, height }: Frame): Frame {
  return height > width ? PORTRAIT : LANDSCAPE;
}

/** Nothing that is read comes nearer to the canvas's edge: players and phones cut or cover the rim. */
export const SAFE_MARGIN = 40;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Align = 'left' | 'center' | 'right';
export type Weight = 'regular' | 'bold';

/** A text input. `text` is what a static label says for ever, and what the others say before the first write. */
export interface TextSource {
  readonly family: 'text';
  readonly name: string;
  readonly text: string;
  /** `#RRGGBB`: colour belongs to the source, never to its words. */
  readonly color: string;
  readonly weight: Weight;
}

/** A plain surface; each item stretches it to its own box. */
export interface ColorSource {
  readonly family: 'color';
  readonly name: string;
  readonly color: string;
  readonly opacityPercent: number;
  /** Settings of our own, which OBS keeps with the source. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** The game itself, where the platform can capture it. */
export interface GameCaptureSource {
  readonly family: 'game_capture';
  readonly name: string;
  /** OBS's own notation, `title:class:program`. */
  readonly window: string;
}

/** A small picture of ours. Where its file lies is said by the service, as no collection can know that. */
export interface ImageSource {
  readonly family: 'image';
  readonly name: string;
}

export type SourceDescription = TextSource | ColorSource | GameCaptureSource | ImageSource;
export type SourceFamily = SourceDescription['family'];

/** One line of text between `x` and `x + width`: it grows away from `align`, and shrinks rather than leave its room. */
export interface TextItem {
  readonly type: 'text';
  readonly source: string;
  readonly x: number;
  readonly width: number;
  /** Where the letters stand. */
  readonly baseline: number;
  /** Height of the em square. */
  readonly sizePx: number;
  readonly align: Align;
  /** Its eye is closed: for whoever wants it, or for a moment that the service opens it. */
  readonly hidden?: boolean;
}

/** A surface stretched over `rect`. */
export interface BoxItem {
  readonly type: 'box';
  readonly source: string;
  readonly rect: Rect;
  /** Its eye is closed. */
  readonly hidden?: boolean;
}

/** A picture in the middle of `rect`, as large as it fits. */
export interface ImageItem {
  readonly type: 'image';
  readonly source: string;
  readonly rect: Rect;
  /** Its eye is closed. */
  readonly hidden?: boolean;
}

/** A scene or capture that fills the canvas, whatever its own size. */
export interface FullItem {
  readonly type: 'full';
  readonly source: string;
  /** `cover` fills the canvas to its edges, `contain` shows all of the source. */
  readonly fit: 'cover' | 'contain';
  /** Clicks in OBS's preview go through it. */
  readonly isLocked?: boolean;
}

export type Hideable = TextItem | BoxItem | ImageItem;
export type SceneItem = Hideable | FullItem;

/** What moves a nested scene: OBS's own filters, off until they are needed. */
export interface SceneFilter {
  readonly name: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, number | boolean>>;
}

export interface SceneDescription {
  readonly name: string;
  /** The lowest first. */
  readonly items: readonly SceneItem[];
  readonly filters?: readonly SceneFilter[];
}
