import type { Platform } from '../lib/obs-platforms.js';

interface PlatformFacts {
  /** Kind of the text input: its name, and the version that every OBS since 28 has. */
  readonly textKind: { readonly id: string; readonly versionedId: string };
  /** A face that the system itself brings along; where it is missing all the same, OBS takes its own default. */
  readonly face: string;
  /** What OBS calls the size is not the same everywhere: its `size` for an em square of one pixel. */
  readonly sizePerEm: number;
  /** From the top of what OBS draws to the baseline, in em. */
  readonly ascent: number;
  readonly desktopAudioKind: string;
  readonly microphoneKind: string;
}

export const PLATFORM_FACTS: Readonly<Record<Platform, PlatformFacts>> = {
  windows: {
    textKind: { id: 'text_gdiplus', versionedId: 'text_gdiplus_v2' },
    face: 'Bahnschrift',
    // GDI+ takes the height of a line, which in this face is 1.2 em.
    sizePerEm: 1.2,
    ascent: 0.97,
    desktopAudioKind: 'wasapi_output_capture',
    microphoneKind: 'wasapi_input_capture',
  },
  linux: {
    textKind: { id: 'text_ft2_source', versionedId: 'text_ft2_source_v2' },
    face: 'DejaVu Sans Condensed',
    sizePerEm: 1,
    // FreeType text puts the baseline one "tallest glyph" below the top: here that is the bar.
    ascent: 1,
    desktopAudioKind: 'pulse_output_capture',
    microphoneKind: 'pulse_input_capture',
  },
  macos: {
    textKind: { id: 'text_ft2_source', versionedId: 'text_ft2_source_v2' },
    // OBS looks for fonts in the Fonts folders alone, not in their Supplemental folder, where DIN Condensed lies.
    face: 'Avenir Next',
    sizePerEm: 1,
    ascent: 1,
    desktopAudioKind: 'coreaudio_output_capture',
    microphoneKind: 'coreaudio_input_capture',
  },
};
