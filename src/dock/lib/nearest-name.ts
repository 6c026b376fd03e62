/** The known name that was most likely meant, as the service itself would say; null when nothing is near. */
export function nearestName(typed: string, known: readonly string[]): string | null {
  const wanted = folded(typed);
  let best: { readonly name: string; readonly changes: number } | null = null;
  for (const name of known) {
    const changes = changesBetween(wanted, folded(name));
    if (changes <= mostChanges(folded(name)) && (best === null || changes < best.changes))
      best = { name, changes };
  }
  return best?.name ?? null;
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

/** Levenshtein's distance: letters to add, leave out or exchange. */
function changesBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, exchanged));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
