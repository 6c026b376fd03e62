import { nearestName } from '../../lib/nearest-name.js';
import type { Resolved } from './bindings.js';
import type { ObservedSource } from './observed.js';

/** A name of the show that OBS does not have, and the one in OBS that was most likely meant. */
export interface NearestSource {
  readonly name: string;
  readonly nearest: string;
}

/** Looks among those that the show does not use already under another of its names. */
export function nearestSources(
  { missing, found }: Resolved<ObservedSource>,
  sources: readonly ObservedSource[],
): readonly NearestSource[] {
  if (missing.length === 0) return [];
  const used = new Set([...found.values()].map(({ name }) => name));
  const free = sources.map(({ name }) => name).filter((name) => !used.has(name));
  return missing.flatMap((name) => {
    const nearest = nearestName(name, free);
    return nearest === null ? [] : [{ name, nearest }];
  });
}

/** `"Tarkov Loby" (OBS has "Tarkov Lobby")` */
export function quotedWithNearest(name: string, nearest: readonly NearestSource[]): string {
  const meant = nearest.find((entry) => entry.name === name)?.nearest;
  return meant === undefined ? `"${name}"` : `"${name}" (OBS has "${meant}")`;
}
