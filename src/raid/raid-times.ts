import { LATE_KILL_SECONDS } from './decide-kill.js';
import { isOpen, type Raid } from './model.js';
import { RuleError } from './rule-error.js';

/** How far ahead of our clock a given time may be: whoever sends it may have read another clock. */
export const CLOCK_SLACK_SECONDS = 60;

/**
 * Refuses a raid that cannot have been: an end before its start, a time to come, an extract without having survived.
 * @throws RuleError `bad-input` that names the field.
 */
export function checkRaid(raid: Omit<Raid, 'raid_id'>, now: Date): void {
  const { status, started_at, matched_at, ended_at } = raid;
  const latest = new Date(now.getTime() + CLOCK_SLACK_SECONDS * 1000);
  const begun = matched_at ?? started_at;
  if (started_at > latest) refuse('started_at', 'A raid cannot start in the future.');
  if (matched_at !== null && matched_at < started_at) {
    refuse('matched_at', 'The match cannot be found before the queue is entered.');
  }
  if (matched_at !== null && matched_at > latest) refuse('matched_at', 'The match cannot be in the future.');
  if (ended_at !== null && ended_at < begun) refuse('ended_at', 'A raid cannot end before it starts.');
  if (ended_at !== null && ended_at > latest) refuse('ended_at', 'A raid cannot end in the future.');
  if (isOpen(status) && ended_at !== null) {
    refuse('ended_at', `A raid that is ${status} has not ended: leave ended_at out, or give its outcome.`);
  }
  if (!isOpen(status) && ended_at === null) refuse('ended_at', 'A raid that is over needs its end.');
  if (status === 'queuing' && matched_at !== null) {
    refuse('matched_at', 'A raid that is still queuing has no match yet.');
  }
  if (raid.extract_location !== null && status !== 'survived') {
    refuse('extract_location', 'An extract goes with survived only. Leave extract_location out.');
  }
}

/**
 * Refuses a kill outside of its raid: before its start, or later than a kill list is read after its end.
 * @throws RuleError `bad-input` for the field.
 */
export function checkKillTime(killedAt: Date, raid: Omit<Raid, 'raid_id'>, now: Date, field: string): void {
  const latest = raid.ended_at === null ? now : new Date(raid.ended_at.getTime() + LATE_KILL_SECONDS * 1000);
  if (killedAt < raid.started_at)
    refuse(field, `A kill cannot be before its raid (${raid.map_name}) starts.`);
  if (killedAt.getTime() > latest.getTime() + CLOCK_SLACK_SECONDS * 1000) {
    refuse(field, `A kill cannot be after its raid (${raid.map_name}) is over.`);
  }
}

function refuse(field: string, message: string): never {
  throw new RuleError('bad-input', message, { [field]: 'does not fit the raid' });
}
