import { NOTHING_YET, standingOf, type RaidWithCounts } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';

/** What stands where the map is, so that nobody takes the test drive for a raid. */
export const REHEARSAL_MAP = 'Test drive';

/** When each thing of the rehearsal happens, in seconds from its start. */
const MATCHED_AT = 5;
const KILLS_AT: readonly number[] = [8, 11];
const ENDED_AT = 14;
/** The outcome's scene is seen at least this long, however short the show holds it. */
const SHORTEST_OUTCOME = 2;

/** A raid that has never been: real ids begin at 1, so no press and no start is ever mistaken for it. */
const REHEARSAL_RAID_ID = 0;

/** Seconds from the start at which something changes; at the last one the rehearsal is over. */
export function testDriveTimes(postRaidSeconds: number): readonly number[] {
  const outcome = Math.max(SHORTEST_OUTCOME, Math.min(postRaidSeconds, 30));
  return [0, MATCHED_AT, ...KILLS_AT, ENDED_AT, ENDED_AT + outcome];
}

/** The truth with a raid in its place that is only played; figures of session and all time stay true. Pure. */
export function playedRaid(truth: Snapshot, startedAt: Date, now: Date): Snapshot {
  const seconds = (now.getTime() - startedAt.getTime()) / 1000;
  const at = (offset: number): Date => new Date(startedAt.getTime() + offset * 1000);
  const isMatched = seconds >= MATCHED_AT;
  const isOver = seconds >= ENDED_AT;
  const raid: RaidWithCounts = {
    ...NOTHING_YET,
    raid_id: REHEARSAL_RAID_ID,
    ...standingOf(isOver ? 'survived' : isMatched ? 'in_progress' : 'queuing'),
    character_type: truth.raid?.character_type ?? 'pmc',
    map_name: REHEARSAL_MAP,
    game_mode: truth.raid?.game_mode ?? 'pvp',
    started_at: startedAt,
    matched_at: isMatched ? at(MATCHED_AT) : null,
    ended_at: isOver ? at(ENDED_AT) : null,
    queue_time_seconds: isMatched ? MATCHED_AT : null,
    kill_count: KILLS_AT.filter((kill) => seconds >= kill).length,
    headshot_count: 0,
  };
  return {
    ...truth,
    raid,
    raid_kills: { scav: 0, pmc: raid.kill_count, boss: 0, raider: 0 },
    last_finished: isOver ? raid : truth.last_finished,
    outcome_said_at: null,
    outcome_over: false,
  };
}
