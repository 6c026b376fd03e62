/** A picture in one colour on a grid of 24 × 24, as SVG paths. */
export interface Glyph {
  /** Drawn as a line, two units wide with round ends. */
  readonly line?: string;
  /** Filled. */
  readonly solid?: string;
}

/**
 * Our own pictures for keys. Paths alone, without styles, references or text, because the apps of decks know a small part of
 * SVG; told apart by their shape at 72 pixels, since a colour alone says nothing to many.
 */
export const GLYPHS = {
  // The course of a raid.
  clock: { line: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.2l3.6 2.3' },
  hourglass: {
    line: 'M6 3h12M6 21h12M7.5 3v3.5c0 2.5 4.5 3.6 4.5 5.5s-4.5 3-4.5 5.5V21M16.5 3v3.5c0 2.5-4.5 3.6-4.5 5.5s4.5 3 4.5 5.5V21',
    solid: 'M9 19.5c.6-1.6 1.8-2.4 3-2.9c1.2.5 2.4 1.3 3 2.9z',
  },
  play: { solid: 'M7 3.6c0-.9 1-1.4 1.7-.9l11 8.4c.6.4.6 1.3 0 1.8l-11 8.4c-.7.5-1.7 0-1.7-.9z' },
  next: { line: 'M4 5l7 7l-7 7M12.5 5l7 7l-7 7' },
  door: {
    line: 'M9.5 4.5V3H20v18H9.5v-1.5M2.5 12h10.5M9.2 8l4 4l-4 4',
    solid: 'M15.6 11.2a1 1 0 1 0 2 0a1 1 0 1 0-2 0',
  },
  cross: { line: 'M5.5 5.5l13 13M18.5 5.5l-13 13' },
  question: {
    line: 'M7.2 8.2c0-2.7 2-4.6 4.9-4.6s4.9 1.8 4.9 4.3c0 3.4-4.9 3.7-4.9 7.2',
    solid: 'M10.5 19.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0',
  },
  runner: {
    line: 'M12.5 8.2l-3.2 5.3l4.2 2.6l-1.2 5.4M9.6 14.4l-2.4 3.9H3M12.5 8.2L8 8.6L5.8 11.6M12.8 9.4l2.7 2.6h3.7',
    solid: 'M12.9 4.3a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0',
  },
  transit: { line: 'M3 8h16M15 4l4 4l-4 4M21 16.5H5M9 12.5l-4 4l4 4' },
  leave: { line: 'M13.5 4.5V3H4v18h9.5v-1.5M9 12h12M17 8l4 4l-4 4' },
  stop: {
    solid:
      'M6.5 5h11c.8 0 1.5.7 1.5 1.5v11c0 .8-.7 1.5-1.5 1.5h-11c-.8 0-1.5-.7-1.5-1.5v-11c0-.8.7-1.5 1.5-1.5z',
  },
  // Who is met there.
  skull: {
    line: 'M12 3c-4.7 0-8 3.2-8 7.4c0 2.8 1.2 4.6 3 5.8V19h10v-2.8c1.8-1.2 3-3 3-5.8C20 6.2 16.7 3 12 3M10 19v2M14 19v2',
    solid: 'M6.8 11a2 2 0 1 0 4 0a2 2 0 1 0-4 0M13.2 11a2 2 0 1 0 4 0a2 2 0 1 0-4 0M12 13.4l1.3 2.4h-2.6z',
  },
  target: {
    line: 'M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M12 1.5v5.5M12 17v5.5M1.5 12H7M17 12h5.5',
    solid: 'M10.4 12a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0',
  },
  soldier: {
    line: 'M5 9.6h14M7 9.6V12c0 3 2.2 5 5 5s5-2 5-5V9.6M3.5 22c.5-2.2 2.6-3.6 5-4.2M20.5 22c-.5-2.2-2.6-3.6-5-4.2',
    solid: 'M5.6 8.8C5.6 4.8 8.4 2 12 2s6.4 2.8 6.4 6.8z',
  },
  mask: {
    line: 'M12 2.5c-4.4 0-7.5 3.3-7.5 8.2c0 6.3 3.4 10.8 7.5 10.8s7.5-4.5 7.5-10.8c0-4.9-3.1-8.2-7.5-8.2',
    solid:
      'M6.6 9.6c1.6-.9 3.2-.7 4.3.5c-.5 1.6-1.5 2.4-2.7 2.3c-1-.1-1.6-1.2-1.6-2.8M17.4 9.6c-1.6-.9-3.2-.7-4.3.5c.5 1.6 1.5 2.4 2.7 2.3c1-.1 1.6-1.2 1.6-2.8M9 16h6c-.4 1.5-1.5 2.3-3 2.3s-2.6-.8-3-2.3',
  },
  crown: {
    line: 'M3.5 7.5l3.6 5L12 5l4.9 7.5l3.6-5L18.8 17H5.2zM5.5 20.5h13',
    solid: 'M3.5 7.5l3.6 5L12 5l4.9 7.5l3.6-5L18.8 17H5.2z',
  },
  goggles: {
    line: 'M5 9.5C5 5.4 8 2.5 12 2.5s7 2.9 7 7M6.5 15.5c.7 3.6 2.7 6 5.5 6s4.8-2.4 5.5-6M10.8 12.2h2.4',
    solid:
      'M3.2 12.2a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0-7.6 0M13.2 12.2a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0-7.6 0',
  },
  // What is chosen.
  map: { line: 'M9 4L3 6.5v14L9 18l6 2.5l6-2.5V4l-6 2.5zM9 4v14M15 6.5v14' },
  person: {
    line: 'M12 3.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 21c.4-4 3.5-6.3 7.5-6.3s7.1 2.3 7.5 6.3',
  },
  swap: { line: 'M7 20V4.5M3 8.5l4-4l4 4M17 4v15.5M13 15.5l4 4l4-4' },
  // Corrections.
  undo: { line: 'M8.5 4L4 8.5L8.5 13M4 8.5h9.5c3.6 0 6.5 2.5 6.5 5.8s-2.9 5.7-6.5 5.7H8' },
  redo: { line: 'M15.5 4L20 8.5L15.5 13M20 8.5h-9.5c-3.6 0-6.5 2.5-6.5 5.8s2.9 5.7 6.5 5.7H16' },
  trash: { line: 'M4 6.5h16M9 6.5V3.5h6v3M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6' },
  pencil: { line: 'M4 20l1-4.5L16 4.5l3.5 3.5l-11 11zM13.5 7l3.5 3.5' },
  plus: { line: 'M12 4v16M4 12h16' },
  // OBS and the stream.
  lamp: {
    line: 'M12 1.5v2M3.2 5.2l1.5 1.5M20.8 5.2l-1.5 1.5M9.5 17.5h5M10 21h4M12 6.5c-3 0-5.2 2.2-5.2 5c0 2.7 2.2 3.5 2.7 6h5c.5-2.5 2.7-3.3 2.7-6c0-2.8-2.2-5-5.2-5',
  },
  resend: {
    line: 'M20 11.5c-.3-4.2-3.7-7.5-8-7.5c-3 0-5.6 1.6-7 4M4.5 3.5V8H9M4 12.5c.3 4.2 3.7 7.5 8 7.5c3 0 5.6-1.6 7-4M19.5 20.5V16H15',
  },
  screen: { line: 'M3 4.5h18v12H3zM8.5 20.5h7M12 16.5v4' },
  layers: { line: 'M12 3l9 4.8l-9 4.8l-9-4.8zM3 12.3l9 4.8l9-4.8M3 16.7l9 4.8l9-4.8' },
  fit: { line: 'M3 8.5V3h5.5M21 8.5V3h-5.5M3 15.5V21h5.5M21 15.5V21h-5.5', solid: 'M8 8h8v8H8z' },
  replay: { line: 'M4 12a8 8 0 1 0 2.6-5.9M3.5 3.5v4.5H8', solid: 'M10 8.6l5.8 3.4L10 15.4z' },
  record: {
    line: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
    solid: 'M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0',
  },
  flag: {
    line: 'M5.5 22V3',
    solid: 'M5.5 3.2c3-1.5 5-1.2 7.2-.1s4.2 1.2 6.8.1v9.6c-2.6 1.1-4.6 1-6.8-.1s-4.2-1.4-7.2.1z',
  },
  // Everything else.
  star: {
    solid: 'M12 2.5l2.9 6.1l6.6.9l-4.8 4.6l1.2 6.7L12 17.6l-5.9 3.2l1.2-6.7l-4.8-4.6l6.6-.9z',
  },
  chart: { line: 'M3.5 20.5h17', solid: 'M4.5 12h3.6v6.5H4.5zM10.2 7h3.6v11.5h-3.6zM15.9 3h3.6v15.5h-3.6z' },
  card: { line: 'M3 4.5h18v15H3zM6.5 9h7M6.5 13h11M6.5 16h4' },
  copies: { line: 'M8 8h12.5v12.5H8zM16 8V3.5H3.5V16H8' },
  clapper: {
    line: 'M3.5 10.5h17v10h-17zM3.2 9.6L19.5 4M7.5 8.2L6.3 5.4M12.5 6.5l-1.2-2.8M17.5 4.7l-1.2-2.7',
    solid: 'M10 13l4.5 2.5L10 18z',
  },
} as const satisfies Readonly<Record<string, Glyph>>;

export type GlyphName = keyof typeof GLYPHS;
