import type { UnreadableField } from '../model.js';

/**
 * What a correction changes. What a field that cannot be read has in its place is not stored: so giving the same mends
 * it all the same, and without being given it stays as it was found.
 */
export function differences<T extends object>(
  before: T & { readonly unreadable?: readonly UnreadableField[] },
  corrected: T,
  given: readonly string[],
): Partial<T> {
  const stored: Readonly<Record<string, unknown>> = { ...before };
  const mended = (before.unreadable ?? []).map(({ field }) => field).filter((field) => given.includes(field));
  return Object.fromEntries(
    Object.entries(corrected).filter(
      ([name, value]) => mended.includes(name) || !isSame(stored[name], value),
    ),
  ) as Partial<T>;
}

function isSame(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
}
