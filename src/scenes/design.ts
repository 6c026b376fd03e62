import { DEFAULT_LOOK, LOOK_NAMES, type LookChoice, type LookName } from '../show/look.js';
import { frameOf, LANDSCAPE, type Frame } from './scene-description.js';

/** What our scenes are drawn by. */
export interface Design {
  /** Null: as the versions drew them that had no looks. */
  readonly look: LookChoice | null;
  readonly frame: Frame;
}

export const DEFAULT_DESIGN: Design = { look: DEFAULT_LOOK, frame: LANDSCAPE };

/** The design for that canvas. Earlier versions knew one frame, and fitted it to every canvas. */
export function designFor(look: LookChoice | null, canvas: Frame): Design {
  return { look, frame: look === null ? LANDSCAPE : frameOf(canvas) };
}

/**
 * The looks that there is a collection of for import. On an upright canvas, set-up lays them out anew.
 */
export function shippedDesigns(): readonly {
  readonly fileName: LookName | undefined;
  readonly design: Design;
}[] {
  return LOOK_NAMES.map((name) => ({
    fileName: name === DEFAULT_LOOK.name ? undefined : name,
    design: { look: { ...DEFAULT_LOOK, name }, frame: LANDSCAPE },
  }));
}
