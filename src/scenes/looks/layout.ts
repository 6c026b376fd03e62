import { figureLabelSource, figureSource, type LookChoice } from '../../show/look.js';
import type { IconName } from '../icons.js';
import { box, column, LABEL_SIZE_PX, text } from '../items.js';
import { SAFE_MARGIN, type Frame, type Rect, type SceneItem } from '../scene-description.js';

/** A look: what lies over the game in each scene, for each frame. */
export interface Layout {
  readonly lobby: Draw;
  readonly queue: Draw;
  readonly raid: Draw;
  readonly pop: (place: Place) => PopShape;
  /** Of both outcomes, which differ by colour alone. */
  readonly outcome: (place: Place, outcome: OutcomeSurfaces) => readonly SceneItem[];
}

/** How a look draws the pop of a kill, under its block of the raid. */
export interface PopShape {
  readonly rect: Rect;
  /** On one line, not on two. */
  readonly isLine?: boolean;
  readonly killPx: number;
  readonly enemyPx: number;
  readonly iconPx: number;
}

export interface Place {
  readonly look: LookChoice;
  readonly frame: Frame;
}
type Draw = (place: Place) => readonly SceneItem[];

export interface OutcomeSurfaces {
  readonly bar: string;
  readonly ground: string;
  /** On that ground. */
  readonly icon: IconName;
}

/** From the panel's edge to what it says. */
export const PADDING = 36;
/** Upright video has its own buttons and names at the edges: the top stays free. */
const PORTRAIT_TOP = 140;

export function isUpright({ width, height }: Frame): boolean {
  return height > width;
}

/** A panel in the streamer's upper corner; on an upright frame from edge to edge. */
export function corner(
  { look, frame }: Place,
  size: { readonly width: number; readonly height: number },
): Rect {
  if (isUpright(frame)) return { ...wide(frame, size.height), y: PORTRAIT_TOP };
  const x = look.side === 'left' ? SAFE_MARGIN : frame.width - SAFE_MARGIN - size.width;
  return { ...size, x, y: SAFE_MARGIN };
}

/** Under the block of that height, at the streamer's side. */
export function underCorner(
  place: Place,
  blockHeight: number,
  { width, height }: { readonly width: number; readonly height: number },
): Rect {
  const { y } = corner(place, { width, height: blockHeight });
  const x = place.look.side === 'left' ? SAFE_MARGIN : place.frame.width - SAFE_MARGIN - width;
  return { x, y: y + blockHeight + GAP_PX, width, height };
}

const GAP_PX = 14;

/** A panel from edge to edge at the top. */
export function topBand(frame: Frame, height: number): Rect {
  return { ...wide(frame, height), y: isUpright(frame) ? PORTRAIT_TOP : SAFE_MARGIN };
}

/** A panel from edge to edge at the bottom; on an upright frame at the top, where no buttons are. */
export function bottomBand(frame: Frame, height: number): Rect {
  const y = isUpright(frame) ? PORTRAIT_TOP : frame.height - SAFE_MARGIN - height;
  return { ...wide(frame, height), y };
}

function wide(frame: Frame, height: number): Omit<Rect, 'y'> {
  return { x: SAFE_MARGIN, width: frame.width - 2 * SAFE_MARGIN, height };
}

/** Where a panel's words begin and how wide they may be. */
export function inside({ x, width }: Rect): { readonly x: number; readonly width: number } {
  return { x: x + PADDING, width: width - 2 * PADDING };
}

/** An upright line between two parts of a panel. */
export function divider(x: number, { y, height }: Rect): SceneItem {
  return box('Tarkov Rule', { x, y: y + 20, width: 2, height: height - 40 });
}

/** The figures that the streamer has chosen, side by side, each with its label under it. */
export function figureCells(
  { figures }: LookChoice,
  place: {
    readonly x: number;
    readonly cellWidth: number;
    readonly gap: number;
    readonly baseline: number;
    readonly labelBaseline: number;
    readonly sizePx: number;
    readonly labelSizePx?: number;
  },
): SceneItem[] {
  const { x, cellWidth, gap, ...cell } = place;
  return figures.flatMap((_, index) =>
    column(figureLabelSource(index), figureSource(index), {
      ...cell,
      x: x + index * (cellWidth + gap),
      width: cellWidth,
      align: 'left',
    }),
  );
}

/** Map, game mode and character on one line: where the raid is, and as who. */
export function whereAndWho(
  {
    map,
    character,
    mode,
  }: { readonly map: string; readonly character: string; readonly mode: string | null },
  { x, width, baseline, sizePx }: { x: number; width: number; baseline: number; sizePx: number },
): SceneItem[] {
  const line = { baseline, sizePx };
  const [who, what] = [Math.round(sizePx * 2.7), mode === null ? 0 : Math.round(sizePx * 3.1)];
  const right = x + width;
  return [
    text(map, { ...line, x, width: width - who - what - 24, align: 'left' }),
    ...(mode === null
      ? []
      : [text(mode, { ...line, x: right - who - what - 12, width: what, align: 'right' })]),
    text(character, { ...line, x: right - who, width: who, align: 'right' }),
  ];
}

export const IN_RAID = { map: 'Tarkov Map', character: 'Tarkov Character', mode: 'Tarkov Mode' } as const;
export const IN_QUEUE = { map: 'Tarkov Queue Map', character: 'Tarkov Queue Character', mode: null } as const;

/** A line of plain words. */
export function words(
  source: string,
  place: { x: number; width: number; baseline: number },
  align: 'left' | 'right' = 'left',
  sizePx = LABEL_SIZE_PX,
): SceneItem {
  return text(source, { ...place, sizePx, align });
}
