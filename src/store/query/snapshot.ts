import { isOpen, type NextRaid, type Raid } from '../../raid/model.js';
import { isBuiltInMap, nearestMapName } from '../../raid/game/map-names.js';
import type { Snapshot } from '../../raid/snapshot.js';
import { EVERYTHING, forEachSlice, SLICES } from '../../raid/figures/tally.js';
import { allTimeStatsOf, readAllTimeRows } from '../figures/all-time-stats.js';
import { readShownSteps } from '../journal/journal.js';
import { readMaps } from './map-names.js';
import { countAhead } from './ahead.js';
import {
  nextRaidFromRow,
  readAppState,
  readCurrentRaid,
  readLastFinishedRaid,
  readRaidKills,
  readScavEnd,
} from './raids.js';
import { readSessionHead } from './session-head.js';
import { readSessionRows, sessionStatsOf } from '../figures/session-stats.js';
import { readTime } from '../rows.js';
import type { Reader } from '../store.js';

/**
 * Everything that is shown, of one state of the database.
 * @param dayStartsAt local `HH:MM` at which "today" begins.
 */
export async function readSnapshot(reader: Reader, now: Date, dayStartsAt: string): Promise<Snapshot> {
  const raid = await readCurrentRaid(reader);
  const state = await readAppState(reader);
  const head = await readSessionHead(reader, raid, now, dayStartsAt);
  const session = await readSessionRows(reader, { from: head.since });
  const allTime = await readAllTimeRows(reader);
  return {
    // One that cannot be read is counted anew with the next press.
    revision: typeof state.revision === 'number' ? state.revision : 0,
    raid,
    raid_kills: raid === null ? NO_KILLS : await readRaidKills(reader, raid.raid_id),
    last_finished: raid === null || !isOpen(raid.status) ? raid : await readLastFinishedRaid(reader),
    scav_ended_at: await readScavEnd(reader, now),
    outcome_said_at:
      raid !== null && raid.raid_id === state.outcome_said_raid_id
        ? readTime(state.outcome_said_at, 'outcome_said_at', [])
        : null,
    outcome_over: raid !== null && raid.raid_id === state.outcome_over_raid_id,
    next_raid: nextRaidFromRow(state),
    new_map: await readNewMap(reader, raid, nextRaidFromRow(state)),
    session: sessionStatsOf(head, session, EVERYTHING),
    all_time: allTimeStatsOf(allTime, EVERYTHING),
    session_by: forEachSlice((slice) => sessionStatsOf(head, session, SLICES[slice])),
    all_time_by: forEachSlice((slice) => allTimeStatsOf(allTime, SLICES[slice])),
    ahead: await countAhead(reader, now),
    ...(await readShownSteps(reader)),
  };
}

const NO_KILLS: Snapshot['raid_kills'] = { scav: 0, pmc: 0, boss: 0, raider: 0 };

async function readNewMap(reader: Reader, raid: Raid | null, next: NextRaid): Promise<Snapshot['new_map']> {
  const isOn = raid !== null && isOpen(raid.status);
  const map_name = isOn ? raid.map_name : next.map_name;
  if (map_name === null || isBuiltInMap(map_name)) return null;
  const maps = await readMaps(reader);
  const raids = maps.find((map) => map.map_name === map_name)?.raids ?? 0;
  if (raids > (isOn ? 1 : 0)) return null;
  const others = maps.map((map) => map.map_name);
  return { map_name, did_you_mean: nearestMapName(map_name, others) };
}
