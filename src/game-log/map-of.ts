import { canonicalMapName, isBuiltInMap, MAP_NAME_MAX_LENGTH } from '../raid/game/map-names.js';

/** The scene that the game loads for a map, by the map's id in its log. */
const LOCATION_BY_BUNDLE: Readonly<Record<string, string>> = {
  factory_day_preset: 'factory4_day',
  factory_night_preset: 'factory4_night',
  customs_preset: 'bigmap',
  woods_preset: 'Woods',
  shoreline_preset: 'Shoreline',
  shopping_mall: 'Interchange',
  rezerv_base_preset: 'RezervBase',
  lighthouse_preset: 'Lighthouse',
  city_preset: 'TarkovStreets',
  laboratory_preset: 'laboratory',
  laboratory_dark_preset: 'laboratory_dark',
  sandbox_preset: 'Sandbox',
  sandbox_high_preset: 'Sandbox_high',
  sandbox_start_preset: 'Sandbox_start',
  labyrinth_preset: 'Labyrinth',
  terminal_preset: 'Terminal',
  icebreaker: 'Icebreaker',
};

export const BUNDLES = Object.keys(LOCATION_BY_BUNDLE);

/** Our name for a map that the game names by its id; null for one that we do not know, because ids are no names. */
export function mapOfLocation(location: string): string | null {
  if (location.trim() === '' || location.length > MAP_NAME_MAX_LENGTH) return null;
  const name = canonicalMapName(location);
  return isBuiltInMap(name) ? name : null;
}

export function mapOfBundle(bundle: string): string | null {
  const known = bundle.toLowerCase();
  const location = Object.hasOwn(LOCATION_BY_BUNDLE, known) ? LOCATION_BY_BUNDLE[known] : undefined;
  return location === undefined ? null : mapOfLocation(location);
}
