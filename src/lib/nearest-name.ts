import { closest, distance } from 'fastest-levenshtein';

/** A longer word is nobody's misspelling, and comparing it would only cost time. */
const MAX_WORD_CHARS = 64;

/** The known name that was most likely meant; null when nothing is near (more than a third of it differs). */
export function nearestName(typed: string, known: readonly string[]): string | null {
  const wanted = folded(typed);
  const names = known.map(folded);
  const alike = known[names.indexOf(wanted)];
  if (alike !== undefined) return alike;
  if (known.length === 0 || typed.length > MAX_WORD_CHARS) return null;
  const index = names.indexOf(closest(wanted, names));
  const [name, meant] = [known[index], names[index]];
  if (name === undefined || meant === undefined) return null;
  return distance(wanted, meant) <= mostChanges(meant) ? name : null;
}

/** More than a third that differs is another name; two letters may be wrong in any but the shortest. */
function mostChanges(name: string): number {
  return Math.max(Math.min(2, name.length - 2), Math.floor(name.length / 3));
}

/** What looks the same is the same: case, blanks, composed letters, and the invisible parts of emoji. */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
