/** A name as it is meant: without the blanks around it that typing leaves, unless OBS has the name with them. */
export function typedName(value: string, known: readonly string[]): string {
  return known.includes(value) ? value : value.trim();
}
