/** Longest text that is stored, in characters; names of maps, weapons and extracts are shorter. */
export const MAX_TEXT_CHARS = 64;

// Cc: control characters, Cs: halves of a character, Zl and Zp: line and paragraph separators.
export const ONE_LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

export const TEXT_FAULTS = {
  long: `must be at most ${MAX_TEXT_CHARS} characters`,
  lines: 'must be one line without control characters',
} as const;

/** What is wrong with a short text for people, to complete "map_name …"; null when nothing is. */
export function textFault(text: string): string | null {
  if (text.trim().length > MAX_TEXT_CHARS) return TEXT_FAULTS.long;
  return ONE_LINE.test(text) ? null : TEXT_FAULTS.lines;
}
