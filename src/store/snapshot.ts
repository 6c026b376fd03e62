import { lastDayStart } from '../raid/day-boundary.js';
import { isOpen, type Raid } from '../raid/model.js';
import type { JournalStep, Snapshot } from '../raid/snapshot.js';
import { isStale } from '../raid/stale.js';
import { bySlice, EVERYTHING } from '../raid/tally.js';
import { allTimeStatsOf, readAllTimeRows } from './all-time-stats.js';
import { readRedoStep, readUndoStep, type StoredStep } from './journal.js';
import { readCurrentRaid, readLastFinishedRaid, readNextRaid } from './raids.js';
import { readSessionRows, sessionStatsOf } from './session-stats.js';
import type { Reader } from './store.js';

/**
 * Everything that is shown, of one state of the database.
 * @param dayStartsAt local `HH:MM` at which "today" begins; while a raid is open the boundary stays where it was at
 *   the raid's start, so that figures never drop in the middle of a raid.
 */
export async function readSnapshot(reader: Reader, now: Date, dayStartsAt: string): Promise<Snapshot> {
  const raid = await readCurrentRaid(reader);
  const state = await readAppState(reader);
  const head = {
    session_id: null,
    name: null,
    since: lastDayStart(isOn(raid, now) ? raid.started_at : now, dayStartsAt),
  };
  const session = await readSessionRows(reader, { from: head.since });
  const allTime = await readAllTimeRows(reader);
  return {
    revision: state.revision,
    raid,
    last_finished: raid === null || !isOpen(raid.status) ? raid : await readLastFinishedRaid(reader),
    outcome_over: raid !== null && raid.raid_id === state.outcome_over_raid_id,
    next_raid: await readNextRaid(reader),
    session: sessionStatsOf(head, session, EVERYTHING),
    all_time: allTimeStatsOf(allTime, EVERYTHING),
    session_by: bySlice((filter) => sessionStatsOf(head, session, filter)),
    all_time_by: bySlice((filter) => allTimeStatsOf(allTime, filter)),
    undo: shown(await readUndoStep(reader)),
    redo: shown(await readRedoStep(reader)),
  };
}

/** A forgotten raid must not hold "today" on the day before. */
function isOn(raid: Raid | null, now: Date): raid is Raid {
  return raid !== null && isOpen(raid.status) && !isStale(raid, now);
}

function readAppState(reader: Reader) {
  return reader
    .selectFrom('app_state')
    .select(['revision', 'outcome_over_raid_id'])
    .executeTakeFirstOrThrow();
}

function shown(step: StoredStep | null): JournalStep | null {
  if (step === null) return null;
  const { step_id, command, sentence, pressed_at } = step;
  return { step_id, command, sentence, pressed_at };
}
