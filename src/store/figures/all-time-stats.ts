import { sql } from 'kysely';
import { figuresOf, pmcScavRatio, type AllTimeStats } from '../../raid/figures/figures.js';
import { isWanted, type StatsFilter } from '../../raid/figures/tally.js';
import { prepared } from '../prepared.js';
import { READABLE_RAID } from '../readable.js';
import type { Reader } from '../store.js';
import { readTotals, type MapTally } from './tallies.js';

/** What the all-time figures are made from, read once for every filter. */
export interface AllTimeRows {
  readonly totals: readonly MapTally[];
  /** When a map's latest raid began, per character and game mode; of the maps where a tie may hang on it. */
  readonly latest: readonly LatestRaid[];
}

interface LatestRaid extends Pick<MapTally, 'map_name' | 'character_type' | 'game_mode'> {
  readonly started_at: string;
  readonly raid_id: number;
}

/** Costs the same however many raids there are. */
export async function readAllTimeRows(reader: Reader): Promise<AllTimeRows> {
  return { totals: await readTotals(reader), latest: await latestRaids(reader, {}) };
}

/** Figures over every stored raid that the filter wants. */
export function allTimeStatsOf({ totals, latest }: AllTimeRows, filter: StatsFilter): AllTimeStats {
  const wanted = totals.filter((tally) => isWanted(tally, filter));
  const figures = figuresOf(wanted);
  return {
    ...figures,
    favorite_map: favoriteMap(
      wanted,
      latest.filter((raid) => isWanted(raid, filter)),
    ),
    pmc_scav_ratio: pmcScavRatio(figures.pmc_raids, figures.scav_raids),
  };
}

/** One look into the index for each map, character and game mode. */
const latestRaids = prepared(
  () => sql<LatestRaid>`
    WITH played AS (SELECT DISTINCT map_name, character_type, game_mode FROM totals WHERE status <> 'queuing')
    SELECT played.*, raids.raid_id, raids.started_at
    FROM played JOIN raids ON raids.raid_id = (
      SELECT raid_id FROM raids
      WHERE map_name = played.map_name AND character_type = played.character_type
        AND game_mode = played.game_mode AND +status <> 'queuing' AND ${READABLE_RAID}
      ORDER BY started_at DESC, raid_id DESC LIMIT 1)`,
);

function favoriteMap(
  totals: readonly MapTally[],
  latest: readonly LatestRaid[],
): AllTimeStats['favorite_map'] {
  const raidsByMap = new Map<string, number>();
  for (const { map_name, status, raids } of totals) {
    if (status !== 'queuing') raidsByMap.set(map_name, (raidsByMap.get(map_name) ?? 0) + raids);
  }
  const most = Math.max(...raidsByMap.values());
  const newest = latest
    .filter(({ map_name }) => raidsByMap.get(map_name) === most)
    .reduce<LatestRaid | null>((best, raid) => (best === null || isNewer(raid, best) ? raid : best), null);
  return newest === null ? null : { map_name: newest.map_name, raids: most };
}

function isNewer(raid: LatestRaid, than: LatestRaid): boolean {
  return raid.started_at === than.started_at
    ? raid.raid_id > than.raid_id
    : raid.started_at > than.started_at;
}
