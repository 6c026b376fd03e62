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

/** A cache: each press asks this several times, and the answer depends on the three arguments only. */
const answers = new WeakMap<
  readonly ObservedSource[],
  {
    readonly names: readonly string[];
    readonly bindings: Bindings;
    readonly resolved: Resolved<ObservedSource>;
  }
>();

/**
 * Finds each name's source. A source that has the very name wins; else the one that had it and was renamed, unless it
 * now carries the name of another one of ours.
 */
export function resolve<T extends ObservedSource>(
  names: readonly string[],
  sources: readonly T[],
  bindings: Bindings,
): Resolved<T> {
  const last = answers.get(sources);
  if (last?.bindings === bindings && isSame(last.names, names)) return last.resolved as Resolved<T>;
  const resolved = find(names, sources, bindings);
  answers.set(sources, { names, bindings, resolved });
  return resolved;
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, index) => name === others[index]);
}

function find<T extends ObservedSource>(
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
  const news = [...found].filter(([name, source]) => !isBound(bindings.get(name), source));
  if (news.length === 0) return bindings;
  return new Map([...bindings, ...news.map(([name, source]) => [name, boundTo(source)] as const)]);
}

function boundTo({ uuid, name }: ObservedSource): ObservedSource {
  return { uuid, name };
}

function isBound(bound: ObservedSource | undefined, { uuid, name }: ObservedSource): boolean {
  return bound?.uuid === uuid && bound.name === name;
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
