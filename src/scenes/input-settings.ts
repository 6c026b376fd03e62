import { abgr, bgr } from './palette.js';
import { PLATFORM_FACTS } from './platform.js';
import type { Platform } from '../lib/obs-platforms.js';
import {
  LANDSCAPE,
  type SceneDescription,
  type SourceDescription,
  type TextSource,
} from './scene-description.js';

export type InputSettings = Readonly<Record<string, string | number | boolean | object>>;

/** The settings that OBS keeps for a source; a text has the size of its largest use, so that none is scaled up. */
export function inputSettings(
  source: SourceDescription,
  platform: Platform,
  scenes: readonly SceneDescription[],
): InputSettings {
  switch (source.family) {
    case 'text':
      return textSettings(source, platform, fontSizePx(source.name, scenes));
    case 'color':
      return {
        color: abgr(source.color, source.opacityPercent),
        width: LANDSCAPE.width,
        height: LANDSCAPE.height,
        ...source.marks,
      };
    case 'game_capture':
      // Priority 2: find the window by its program, as its title may change.
      return { capture_mode: 'window', window: source.window, priority: 2, capture_cursor: true };
    case 'image':
      // Without a file: one that is not there makes OBS ask for it.
      return {};
  }
}

/** The em size at which OBS draws the source, in pixels: its largest use over all scenes. */
export function fontSizePx(source: string, scenes: readonly SceneDescription[]): number {
  const sizes = scenes.flatMap(({ items }) =>
    items.flatMap((item) => (item.type === 'text' && item.source === source ? [item.sizePx] : [])),
  );
  return Math.max(...sizes);
}

/** Both key sets: the importer swaps the kinds of text between platforms, but not their keys. */
function textSettings(
  { text, color, weight }: TextSource,
  platform: Platform,
  sizePx: number,
): InputSettings {
  const { face, sizePerEm } = PLATFORM_FACTS[platform];
  const bold = weight === 'bold';
  return {
    text,
    font: {
      face,
      style: bold ? 'Bold' : 'Regular',
      size: Math.round(sizePx * sizePerEm),
      flags: bold ? 1 : 0,
    },
    // GDI+ (Windows)
    color: bgr(color),
    opacity: 100,
    // FreeType 2 (Linux, macOS)
    color1: abgr(color),
    color2: abgr(color),
    antialiasing: true,
  };
}
