import { later, notBefore } from '../clock.js';
import { canonicalExtract } from '../game/extract-names.js';
import type { RaidCorrection, RaidFields } from './history-command.js';
import { canonicalMapName } from '../game/map-names.js';
import { hasExtract } from '../game/statuses.js';
import { isOpen, standingOf, type Raid } from '../model.js';
import { RuleError } from '../rule-error.js';
import type { RaidDefaults } from '../press/raid-defaults.js';
import { forgottenTimes } from '../press/stale.js';

type NewRaid = Omit<Raid, 'raid_id'>;

/**
 * A whole raid from what is known of it. A raid that is over ends now when its end is not given; where it cannot have
 * lasted until now it ends when it can have lasted longest, and its time in raid stays unknown.
 * @param lastKillAt when its last kill was, where that is known: no raid ends before it.
 */
export function newRaid(
  fields: RaidFields,
  rules: RaidDefaults,
  now: Date,
  lastKillAt: Date | null = null,
): NewRaid {
  const { status, queue_time_seconds } = fields;
  const told = fields.ended_at ?? (isOpen(status) ? null : (fields.over_at ?? now));
  const begun = fields.matched_at ?? told ?? now;
  const started_at = fields.started_at ?? later(begun, -(queue_time_seconds ?? 0));
  const map_name = canonicalMapName(fields.map_name);
  const raid: NewRaid = {
    ...standingOf(fields.outcome ?? status),
    character_type: fields.character_type,
    map_name,
    game_mode: fields.game_mode ?? rules.game_mode,
    started_at,
    matched_at: matchedAt(fields, started_at) ?? null,
    over_at: fields.over_at ?? null,
    ended_at: told,
    queue_time_seconds: null,
    extract_location: canonicalExtract(map_name, fields.extract_location ?? null),
  };
  const whole = withQueueTime(raid, queue_time_seconds);
  if (isOpen(status) || fields.ended_at !== undefined || fields.over_at !== undefined) return whole;
  const forgotten = forgottenTimes(whole, lastKillAt, now);
  return forgotten === null ? whole : { ...whole, ended_at: forgotten.ended_at, matched_at: null };
}

/** The raid with the given fields corrected, and what follows from them. */
export function correctedRaid(raid: Raid, set: RaidCorrection, now: Date, lastKillAt: Date | null): NewRaid {
  const state = set.outcome ?? set.status ?? raid.outcome ?? raid.status;
  const { status, outcome } = standingOf(state);
  const over_at = overAt(raid, set, status);
  const started_at = set.started_at ?? raid.started_at;
  const told = matchedAt(set, started_at);
  const match = told === undefined ? (status === 'queuing' ? null : knownMatch(raid, set)) : told;
  const times = { status, map_name: set.map_name ?? raid.map_name, started_at, matched_at: match, over_at };
  const isClosing = !isOpen(status) && raid.ended_at === null && set.ended_at == null;
  const forgotten = isClosing ? forgottenTimes(times, lastKillAt, now) : null;
  const matched_at = forgotten === null || told !== undefined ? match : forgotten.matched_at;
  const stillEnded = isOpen(status)
    ? null
    : (raid.ended_at ?? over_at ?? forgotten?.ended_at ?? notBefore(now, match ?? started_at));
  // A raid that turns out to have ended otherwise loses its extract by itself.
  const stillLeftAt = hasExtract(state) ? raid.extract_location : null;
  const map_name = set.map_name === undefined ? raid.map_name : canonicalMapName(set.map_name);
  const corrected: NewRaid = {
    status,
    outcome,
    character_type: set.character_type ?? raid.character_type,
    map_name,
    game_mode: set.game_mode ?? raid.game_mode,
    started_at,
    matched_at,
    over_at,
    ended_at: set.ended_at === undefined ? stillEnded : set.ended_at,
    queue_time_seconds: status === 'queuing' || told === null ? null : raid.queue_time_seconds,
    extract_location:
      set.extract_location === undefined ? stillLeftAt : canonicalExtract(map_name, set.extract_location),
  };
  // A queue that was left by a key pressed hours later: unknown until a time of it is corrected.
  const isUnknown = raid.matched_at !== null && raid.queue_time_seconds === null;
  if (isUnknown && told === undefined && set.started_at === undefined) return corrected;
  return withQueueTime(corrected, set.queue_time_seconds ?? undefined);
}

/** When the raid was over, as far as that fits what is corrected: one that is in progress again is not over. */
function overAt(raid: Raid, set: RaidCorrection, status: Raid['status']): Date | null {
  if (set.over_at !== undefined) return set.over_at;
  const isReopened = isOpen(status) && status !== raid.status;
  const hasOtherEnd = set.ended_at != null && set.ended_at.getTime() !== raid.ended_at?.getTime();
  return isReopened || hasOtherEnd ? null : raid.over_at;
}

/** Where the end was not known the match was left out; with the end it is known again. */
function knownMatch({ started_at, matched_at, queue_time_seconds }: Raid, set: RaidCorrection): Date | null {
  if (matched_at !== null || queue_time_seconds === null || set.ended_at == null) return matched_at;
  return later(set.started_at ?? started_at, queue_time_seconds);
}

/** When the match was, by either field; null: it is not known any more. */
function matchedAt(
  { matched_at, queue_time_seconds }: RaidCorrection,
  startedAt: Date,
): Date | null | undefined {
  if (matched_at === undefined) {
    return queue_time_seconds == null ? queue_time_seconds : later(startedAt, queue_time_seconds);
  }
  if (queue_time_seconds !== undefined && (queue_time_seconds === null) !== (matched_at === null)) {
    throw new RuleError('bad-input', 'The queue time goes with the match: clear both, or give both.', {
      queue_time_seconds: 'does not fit matched_at',
    });
  }
  return matched_at;
}

function withQueueTime(raid: NewRaid, given: number | undefined): NewRaid {
  if (raid.matched_at === null) return raid;
  const seconds = Math.round((raid.matched_at.getTime() - raid.started_at.getTime()) / 1000);
  if (given !== undefined && Math.abs(given - seconds) > 1) {
    throw new RuleError(
      'bad-input',
      `From started_at to matched_at are ${seconds} seconds: leave queue_time_seconds out.`,
      { queue_time_seconds: 'does not fit started_at and matched_at' },
    );
  }
  return { ...raid, queue_time_seconds: seconds };
}
