import type { ObservedSource } from './observed.js';

/** Show name → the source that it means: how a source is found again after somebody renamed it in OBS. */
export type Bindings = ReadonlyMap<string, ObservedSource>;

/** What the show's names lead to in OBS now. */
export interface Resolved<T extends ObservedSource> {
  readonly found: ReadonlyMap<string, T>;
  readonly missing: readonly string[];
  /** Found under another name than the show has. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Finds each name's source. A source that has the very name wins; else the one that had it and was renamed, unless it
 * now carries the name of another one of ours.
 */
export function resolve<T extends ObservedSource>(
  names: readonly string[],
  sources: readonly T[],
  bindings: Bindings,
): Resolved<T> {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const byUuid = new Map(sources.flatMap((source) => (source.uuid === null ? [] : [[source.uuid, source]])));
  const ours = new Set(names);
  const found = new Map<string, T>();
  const missing: string[] = [];
  const renamed: { from: string; to: string }[] = [];
  for (const name of ours) {
    const known = bindings.get(name);
    const moved = known && (known.uuid === null ? byName.get(known.name) : byUuid.get(known.uuid));
    const source = byName.get(name) ?? (moved && !ours.has(moved.name) ? moved : undefined);
    if (source === undefined) {
      missing.push(name);
      continue;
    }
    found.set(name, source);
    if (source.name !== name) renamed.push({ from: name, to: source.name });
  }
  return { found, missing, renamed };
}

/** Remembers what was found; what is missing now may come back, so it stays remembered. */
export function remember(bindings: Bindings, found: ReadonlyMap<string, ObservedSource>): Bindings {
  const next = new Map(bindings);
  for (const [name, { uuid, name: currentName }] of found) next.set(name, { uuid, name: currentName });
  return next;
}

/** Follows a rename that OBS reported, for those that have no uuid to be found by. */
export function followRename(bindings: Bindings, from: string, to: string): Bindings {
  const next = new Map(bindings);
  for (const [name, source] of bindings) if (source.name === from) next.set(name, { ...source, name: to });
  return next;
}

/** Forgets what was followed by name alone: in another collection, or another run of OBS, that name is another's. */
export function forgetNames(bindings: Bindings): Bindings {
  return new Map([...bindings].filter(([, source]) => source.uuid !== null));
}
