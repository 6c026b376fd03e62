import { aheadWords, type AheadCount } from '../raid/ahead.js';
import type { JournalStep, Snapshot } from '../raid/snapshot.js';
import type { ObsView } from './ports.js';
import { presentObs } from './present-obs.js';
import { NO_RAID, presentNextRaid, presentRaid, type RaidJson } from './present-raid.js';
import { rehearsalMessage } from './rehearsal-routes.js';
import { presentAllTime, presentSession } from './present-stats.js';

/** The open raid, else the last one, else a raid of nulls: the object of `/raid` and `/stats/current`. */
export function presentCurrent(snapshot: Snapshot, now: Date): RaidJson {
  return snapshot.raid === null ? NO_RAID : presentRaid(snapshot.raid, now);
}

/** The payload of the `snapshot` event: everything that a page shows. */
export function presentSnapshot(
  snapshot: Snapshot,
  obs: ObsView,
  rehearsalSecondsLeft: number | null,
  now: Date,
): object {
  return {
    revision: snapshot.revision,
    // The service's clock, so that a page's timers are right on a phone whose own clock is not.
    now: now.toISOString(),
    raid: presentCurrent(snapshot, now),
    next_raid: presentNextRaid(snapshot.next_raid),
    new_map:
      snapshot.new_map === null
        ? null
        : { map_name: snapshot.new_map.map_name, did_you_mean: snapshot.new_map.did_you_mean },
    session: presentSession(snapshot.session),
    all_time: presentAllTime(snapshot.all_time),
    obs: presentObs(obs),
    in_future: presentAhead(snapshot.ahead),
    undo: snapshot.undo === null ? null : presentStep(snapshot.undo),
    redo: snapshot.redo === null ? null : presentStep(snapshot.redo),
    rehearsal:
      rehearsalSecondsLeft === null
        ? null
        : { seconds_left: rehearsalSecondsLeft, message: rehearsalMessage(rehearsalSecondsLeft) },
  };
}

/** null where nothing lies in the future. */
function presentAhead({ raids, sessions }: AheadCount): object | null {
  return raids + sessions === 0 ? null : { raids, sessions, message: aheadWords({ raids, sessions }) };
}

function presentStep(step: JournalStep): object {
  return {
    step_id: step.step_id,
    command: step.command,
    sentence: step.sentence,
    pressed_at: step.pressed_at.toISOString(),
  };
}
