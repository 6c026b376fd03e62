import { lastDayStart } from '../raid/day-boundary.js';
import { isOpen } from '../raid/model.js';
import type { JournalStep, Snapshot } from '../raid/snapshot.js';
import { readAllTimeStats } from './all-time-stats.js';
import { readRedoStep, readUndoStep, type StoredStep } from './journal.js';
import { readCurrentRaid, readLastFinishedRaid, readNextRaid } from './raids.js';
import { readSessionStats } from './session-stats.js';
import type { Reader } from './store.js';

/**
 * Everything that is shown, of one state of the database.
 * @param dayStartsAt local `HH:MM` at which "today" begins; while a raid is open the boundary stays where it was at
 *   the raid's start, so that figures never drop in the middle of a raid.
 */
export async function readSnapshot(reader: Reader, now: Date, dayStartsAt: string): Promise<Snapshot> {
  const raid = await readCurrentRaid(reader);
  const state = await readAppState(reader);
  const reference = raid !== null && isOpen(raid.status) ? raid.started_at : now;
  return {
    revision: state.revision,
    raid,
    last_finished: raid === null || !isOpen(raid.status) ? raid : await readLastFinishedRaid(reader),
    outcome_over: raid !== null && raid.raid_id === state.outcome_over_raid_id,
    next_raid: await readNextRaid(reader),
    session: await readSessionStats(reader, lastDayStart(reference, dayStartsAt)),
    all_time: await readAllTimeStats(reader),
    undo: shown(await readUndoStep(reader)),
    redo: shown(await readRedoStep(reader)),
  };
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
