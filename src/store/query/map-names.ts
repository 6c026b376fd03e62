import type { MapState } from '../../raid/history/map-command.js';
import { readNextRaid } from './raids.js';
import type { Reader } from '../store.js';

/** Every map that raids are on, from the sums that triggers keep. */
export async function readMaps(reader: Reader): Promise<MapState['maps']> {
  const rows = await reader
    .selectFrom('totals')
    .groupBy('map_name')
    .select((eb) => ['map_name', eb.fn.sum<number>('raids').as('raids')])
    .orderBy('map_name')
    .execute();
  return rows.filter(({ raids }) => raids > 0);
}

/** The names of the maps that were played or are chosen for the next raid, as they are spelled here. */
export async function readMapNames(reader: Reader): Promise<readonly string[]> {
  const { maps, next } = await readMapState(reader);
  const names = maps.map(({ map_name }) => map_name);
  return next.map_name === null || names.includes(next.map_name) ? names : [...names, next.map_name];
}

export async function readMapState(reader: Reader): Promise<MapState> {
  return { maps: await readMaps(reader), next: await readNextRaid(reader) };
}
