import type { IconName } from './icons.js';
import type { SceneFilter } from './scene-description.js';

/** The scene inside `Tarkov In Raid` that shows a kill for a moment. */
export const POP_SCENE = 'Tarkov Kill Pop';

/** What it says; the service writes both when it opens their eyes. */
export const POP_TEXTS = { kill: 'Tarkov Pop Kill', enemy: 'Tarkov Pop Enemy' } as const;

/** Its pictures: one for each enemy. */
export const POP_ICONS = ['pmc', 'scav', 'boss', 'raider'] as const satisfies readonly IconName[];
export type PopIcon = (typeof POP_ICONS)[number];

/**
 * The filters that move it. They act on all of it at once, also in studio mode, and leave its sources where the streamer
 * has put them. Switched off and without effect while nothing moves, so that they cost nothing.
 */
export const POP_FILTERS = {
  slide: {
    name: 'Tarkov Slide',
    kind: 'crop_filter',
    settings: { relative: true, top: 0, bottom: 0 },
  },
  fade: { name: 'Tarkov Fade', kind: 'color_filter_v2', settings: { opacity: 1 } },
} as const satisfies Readonly<Record<string, SceneFilter>>;
