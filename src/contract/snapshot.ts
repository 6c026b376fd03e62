import * as z from 'zod';
import { aheadWords, type AheadCount } from '../raid/press/ahead.js';
import type { JournalStep, Snapshot } from '../raid/snapshot.js';
import { ALL_TIME_STATS, presentAllTime, presentSessionStats, SESSION_STATS } from './figures.js';
import { OBS_IN_SNAPSHOT, presentObs } from './obs.js';
import type { ServiceStatus } from '../service/show-problem.js';
import { NEXT_RAID, presentCurrent, presentNextRaid, RAID } from './raid.js';
import { count, NAMED_SCHEMAS, time, type JsonOf } from './reply.js';

const STEP = z.object({
  step_id: z.int(),
  command: z.string(),
  sentence: z.string(),
  pressed_at: time,
});
export type StepJson = JsonOf<typeof STEP>;

/** What the `snapshot` event carries: everything that a page shows. */
export const SNAPSHOT = z
  .object({
    revision: z.int(),
    now: time.describe('the clock of the service, so that timers are right where the own clock is not'),
    raid: RAID,
    next_raid: NEXT_RAID,
    new_map: z
      .object({ map_name: z.string(), did_you_mean: z.string().nullable() })
      .nullable()
      .describe('the map of the open raid, else of the next one, when nobody has played it before'),
    session: SESSION_STATS,
    all_time: ALL_TIME_STATS,
    obs: OBS_IN_SNAPSHOT,
    in_future: z
      .object({ raids: count, sessions: count, message: z.string() })
      .nullable()
      .describe('what lies in the future: the clock of the PC was ahead'),
    undo: STEP.nullable(),
    redo: STEP.nullable(),
    rehearsal: z.object({ seconds_left: count, message: z.string() }).nullable(),
    refused_key: z
      .object({ at: time, message: z.string() })
      .nullable()
      .describe(
        'why the key that a deck pressed last was refused; null: it was taken, or none was pressed yet',
      ),
  })
  .register(NAMED_SCHEMAS, { id: 'Snapshot' });
export type SnapshotJson = JsonOf<typeof SNAPSHOT>;

/** What the snapshot of the database does not know. */
export interface BesideSnapshot {
  readonly obs: ServiceStatus;
  readonly testDriveSecondsLeft: number | null;
  readonly refusedKey: { readonly at: Date; readonly sentence: string } | null;
  readonly now: Date;
}

export function presentSnapshot(
  snapshot: Snapshot,
  { obs, testDriveSecondsLeft, refusedKey, now }: BesideSnapshot,
): SnapshotJson {
  const { new_map, undo, redo } = snapshot;
  return {
    revision: snapshot.revision,
    now: now.toISOString(),
    raid: presentCurrent(snapshot.raid, now),
    next_raid: presentNextRaid(snapshot.next_raid),
    new_map: new_map === null ? null : { map_name: new_map.map_name, did_you_mean: new_map.did_you_mean },
    session: presentSessionStats(snapshot.session),
    all_time: presentAllTime(snapshot.all_time),
    obs: presentObs(obs),
    in_future: presentAhead(snapshot.ahead),
    undo: undo === null ? null : presentStep(undo),
    redo: redo === null ? null : presentStep(redo),
    rehearsal:
      testDriveSecondsLeft === null
        ? null
        : { seconds_left: testDriveSecondsLeft, message: TEST_DRIVE_MESSAGE },
    refused_key:
      refusedKey === null ? null : { at: refusedKey.at.toISOString(), message: refusedKey.sentence },
  };
}

/** null where nothing lies in the future. */
function presentAhead({ raids, sessions }: AheadCount): SnapshotJson['in_future'] {
  return raids + sessions === 0 ? null : { raids, sessions, message: aheadWords({ raids, sessions }) };
}

function presentStep(step: JournalStep): StepJson {
  return {
    step_id: step.step_id,
    command: step.command,
    sentence: step.sentence,
    pressed_at: step.pressed_at.toISOString(),
  };
}

/** What is going on, while it is going on; without the seconds, because it is read for longer than one. */
export const TEST_DRIVE_MESSAGE =
  'A test drive plays a raid through OBS; nothing of it is stored, and any real press ends it.';
