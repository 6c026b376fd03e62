import { closest, distance } from 'fastest-levenshtein';

/** A longer word is nobody's misspelling, and comparing it would only cost time. */
const MAX_WORD_CHARS = 64;

/** The known name that was most likely meant; null when nothing is near (more than a third of it differs). */
export function nearestName(typed: string, known: readonly string[]): string | null {
  if (known.length === 0 || typed.length > MAX_WORD_CHARS) return null;
  const wanted = typed.toLowerCase();
  const lowered = known.map((name) => name.toLowerCase());
  const index = lowered.indexOf(closest(wanted, lowered));
  const name = known[index];
  if (name === undefined) return null;
  return distance(wanted, name.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3)) ? name : null;
}
