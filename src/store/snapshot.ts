import { isOpen } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import { bySlice, EVERYTHING } from '../raid/tally.js';
import { allTimeStatsOf, readAllTimeRows } from './all-time-stats.js';
import { readShownSteps } from './journal.js';
import { countAhead } from './ahead.js';
import { nextRaidFromRow, readCurrentRaid, readLastFinishedRaid } from './raids.js';
import { readSessionHead } from './session-head.js';
import { readSessionRows, sessionStatsOf } from './session-stats.js';
import type { Reader } from './store.js';

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
    revision: state.revision,
    raid,
    last_finished: raid === null || !isOpen(raid.status) ? raid : await readLastFinishedRaid(reader),
    outcome_over: raid !== null && raid.raid_id === state.outcome_over_raid_id,
    next_raid: nextRaidFromRow(state),
    session: sessionStatsOf(head, session, EVERYTHING),
    all_time: allTimeStatsOf(allTime, EVERYTHING),
    session_by: bySlice((filter) => sessionStatsOf(head, session, filter)),
    all_time_by: bySlice((filter) => allTimeStatsOf(allTime, filter)),
    ahead: await countAhead(reader, now),
    ...(await readShownSteps(reader)),
  };
}

function readAppState(reader: Reader) {
  return reader.selectFrom('app_state').selectAll().executeTakeFirstOrThrow();
}
