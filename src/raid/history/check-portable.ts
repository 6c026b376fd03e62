import { later } from '../clock.js';
import { canonicalExtract } from '../game/extract-names.js';
import { canonicalMapName } from '../game/map-names.js';
import type { PortableRaid, PortableSession, ToldRaid } from './portable.js';
import { CLOCK_SLACK_SECONDS, checkKillTime, checkRaid } from './raid-times.js';
import { RuleError } from '../rule-error.js';
import { toldState } from './told-state.js';
import { textFault } from '../short-text.js';

/** Kills of one raid in an import; the most ever seen is far below. */
export const MAX_KILLS = 10_000;
/** The next raid gets a higher id than the highest there is, and JavaScript counts exactly to 2^53 alone. */
export const MAX_ID = 1_000_000_000_000;

/**
 * The raid as it may be stored, by the rules of presses; its map under the name that filters know. One that is marked
 * `as_stored` is left as it is.
 * @throws RuleError `bad-input` for what cannot have been.
 */
export function checkPortableRaid(told: ToldRaid, now: Date): PortableRaid {
  const raid: PortableRaid = { ...told, ...toldState(told), over_at: told.over_at ?? null };
  if (raid.as_stored === true) return { ...raid, map_name: knownMapName(raid.map_name) };
  checkText('map_name', raid.map_name);
  for (const [field, value] of Object.entries(raid))
    if (typeof value === 'string') checkText(field, value.trim());
  checkId('raid_id', raid.raid_id);
  const { status, queue_time_seconds } = raid;
  if (queue_time_seconds !== null && !(Number.isSafeInteger(queue_time_seconds) && queue_time_seconds >= 0)) {
    throw fault('queue_time_seconds', 'must be a whole number of seconds, 0 or more');
  }
  const map_name = canonicalMapName(raid.map_name);
  const checked: PortableRaid = {
    ...raid,
    map_name,
    extract_location: canonicalExtract(map_name, raid.extract_location),
  };
  checkRaid(checked, now);
  checkQueueTime(checked);
  if (status === 'queuing' && raid.kills.length > 0)
    throw fault('status', 'must not be queuing, because the raid has kills');
  return { ...checked, kills: checkKills(checked, now) };
}

/** @throws RuleError `bad-input` for times that cannot have been, unless it is marked `as_stored`. */
export function checkPortableSession(session: PortableSession, now: Date): PortableSession {
  if (session.as_stored === true) return session;
  const { name, started_at, ended_at } = session;
  checkText('name', name ?? '');
  const latest = later(now, CLOCK_SLACK_SECONDS);
  if (started_at > latest) throw fault('started_at', 'must not be in the future');
  if (ended_at !== null && ended_at > latest) throw fault('ended_at', 'must not be in the future');
  if (ended_at !== null && ended_at < started_at) throw fault('ended_at', 'must not be before started_at');
  return session;
}

function checkQueueTime({ matched_at, started_at, queue_time_seconds }: PortableRaid): void {
  if (matched_at === null || queue_time_seconds === null) return;
  const seconds = (matched_at.getTime() - started_at.getTime()) / 1000;
  if (Math.abs(seconds - queue_time_seconds) <= 1) return;
  throw fault(
    'queue_time_seconds',
    `must be ${Math.round(seconds)}, the seconds from started_at to matched_at`,
  );
}

/** The first version closed a forgotten raid at its limit, although kills had come later: its exports come back. */
const KILLS_AFTER_END_SECONDS = 24 * 3600;

function checkKills(raid: PortableRaid, now: Date): PortableRaid['kills'] {
  const until = raid.ended_at && later(raid.ended_at, KILLS_AFTER_END_SECONDS);
  const wide = { ...raid, ended_at: until !== null && until < now ? until : null };
  if (raid.kills.length > MAX_KILLS) throw fault('kills', `must be at most ${MAX_KILLS} kills`);
  return raid.kills.map((kill, index) => {
    const weapon = kill.weapon_used?.trim() ?? '';
    checkText(`kills[${index}].weapon_used`, weapon);
    checkKillTime(kill.killed_at, wide, now, `kills[${index}].killed_at`);
    return { ...kill, weapon_used: weapon === '' ? null : weapon };
  });
}

function checkText(field: string, text: string): void {
  const found = textFault(text);
  if (found !== null) throw fault(field, found);
}

function checkId(field: string, id: number): void {
  // 0: none.
  if (!(id >= 0 && id <= MAX_ID))
    throw fault(field, `must be a whole number from 1 to ${MAX_ID}, or left out`);
}

/** An old row may have a name that would be refused today. */
function knownMapName(name: string): string {
  try {
    return canonicalMapName(name);
  } catch {
    return name;
  }
}

function fault(field: string, what: string): RuleError {
  return new RuleError('bad-input', `${field} ${what}.`, { [field]: what });
}
