import { EXTRACT_FAULT, hasExtract } from '../game/statuses.js';
import { LATE_KILL_SECONDS } from '../press/decide-kill.js';
import type { RaidCorrection } from './history-command.js';
import { isOpen, type Raid } from '../model.js';
import { RuleError } from '../rule-error.js';

/** How far ahead of our clock a given time may be: whoever sends it may have read another clock. */
export const CLOCK_SLACK_SECONDS = 60;

/**
 * Refuses a raid that cannot have been: an end before its start, a time to come, an extract without having survived.
 * @param given what was told of it: the fault is named by a field of these.
 * @param before as it is stored: times in the future that it has already, by a clock that was ahead, are no fault of this.
 * @throws RuleError `bad-input` that names the field.
 */
export function checkRaid(
  raid: Omit<Raid, 'raid_id'>,
  now: Date,
  given: RaidCorrection = {},
  before: Raid | null = null,
): void {
  const { status, started_at, matched_at, over_at, ended_at } = raid;
  const latest = new Date(now.getTime() + CLOCK_SLACK_SECONDS * 1000);
  const isAhead = (time: Date | null, stored: Date | null | undefined): boolean =>
    time !== null && time > latest && time.getTime() !== stored?.getTime();
  if (isAhead(started_at, before?.started_at)) refuse('started_at', 'A raid cannot start in the future.');
  if (matched_at !== null && matched_at < started_at) {
    refuse('matched_at', 'The match cannot be found before the queue is entered.');
  }
  if (ended_at !== null && ended_at < started_at) {
    const field = given.started_at !== undefined && given.ended_at === undefined ? 'started_at' : 'ended_at';
    refuse(field, 'A raid cannot end before it starts. Give started_at and ended_at that fit.');
  }
  if (matched_at !== null && ended_at !== null && ended_at < matched_at) refuseLateMatch(given);
  if (isAhead(matched_at, before?.matched_at)) refuse('matched_at', 'The match cannot be in the future.');
  if (isAhead(ended_at, before?.ended_at)) refuse('ended_at', 'A raid cannot end in the future.');
  if (isOpen(status) && ended_at !== null) {
    refuse('ended_at', `A raid that is ${status} has not ended: leave ended_at out, or give its outcome.`);
  }
  checkOver(raid, isAhead(over_at, before?.over_at));
  if (!isOpen(status) && ended_at === null) refuse('ended_at', 'A raid that is over needs its end.');
  if (status === 'queuing' && matched_at !== null) {
    refuse('matched_at', 'A raid that is still queuing has no match yet.');
  }
  if (raid.extract_location !== null && !hasExtract(raid.outcome ?? status)) {
    refuse('extract_location', EXTRACT_FAULT);
  }
}

function checkOver({ status, ...raid }: Omit<Raid, 'raid_id'>, isAhead: boolean): void {
  const { over_at, ended_at } = raid;
  if (over_at === null) return;
  if (status === 'queuing') refuse('over_at', 'A raid that is still queuing cannot be over.');
  if (isAhead) refuse('over_at', 'A raid cannot be over in the future.');
  if (over_at < (raid.matched_at ?? raid.started_at))
    refuse('over_at', 'A raid cannot be over before it begins.');
  if (ended_at !== null && over_at > ended_at) {
    refuse(
      'over_at',
      'A raid cannot end before it is over: give the same time for both, or leave over_at out.',
    );
  }
}

function refuseLateMatch(given: RaidCorrection): never {
  if (given.queue_time_seconds != null) {
    refuse(
      'queue_time_seconds',
      'The queue cannot last longer than the raid as a whole: give fewer seconds.',
    );
  }
  const field = given.ended_at !== undefined && given.matched_at === undefined ? 'ended_at' : 'matched_at';
  refuse(field, 'A raid cannot end before its match is found. Give matched_at and ended_at that fit.');
}

/**
 * Refuses a kill outside of its raid: before its start, or later than a kill list is read after its end.
 * @throws RuleError `bad-input` for the field.
 */
export function checkKillTime(killedAt: Date, raid: Omit<Raid, 'raid_id'>, now: Date, field: string): void {
  if (killedAt < raid.started_at) {
    refuse(
      field,
      `A kill cannot be before its raid (${raid.map_name}) starts: give a later killed_at, or correct started_at of the raid first.`,
    );
  }
  if (isAfter(killedAt, raid, now)) {
    refuse(
      field,
      `A kill cannot be after its raid (${raid.map_name}) is over: give an earlier killed_at, or correct ended_at of the raid first.`,
    );
  }
}

/**
 * Refuses new times of a raid that leave its kills outside.
 * @throws RuleError `bad-input` for the time of the raid.
 */
export function checkKillsInside(
  { first, last }: { readonly first: Date; readonly last: Date },
  raid: Omit<Raid, 'raid_id'>,
  now: Date,
): void {
  if (first < raid.started_at) {
    refuse(
      'started_at',
      `A kill would be before this raid (${raid.map_name}) starts: move its end first, then its kills, then its start.`,
    );
  }
  if (isAfter(last, raid, now)) {
    refuse(
      'ended_at',
      `A kill would be after this raid (${raid.map_name}) is over: move its start first, then its kills, then its end.`,
    );
  }
}

function isAfter(killedAt: Date, { ended_at }: Omit<Raid, 'raid_id'>, now: Date): boolean {
  const latest = ended_at === null ? now : new Date(ended_at.getTime() + LATE_KILL_SECONDS * 1000);
  return killedAt.getTime() > latest.getTime() + CLOCK_SLACK_SECONDS * 1000;
}

function refuse(field: string, message: string): never {
  throw new RuleError('bad-input', message, { [field]: 'does not fit the raid' });
}
