import { captionOf, phaseOfRaid } from '../../raid/game/statuses.js';
import { secondsBetween, type RaidWithCounts } from '../../raid/model.js';
import { countedUntil } from '../../raid/press/stale.js';
import { clockWords } from '../../raid/words.js';
import type { Figures } from '../../raid/figures/figures.js';
import { counted } from '../../lib/counted.js';

// One line of text per read call, for keys that show the reply's text (`?format=text`).

/** `IN RAID · Customs · 2 kills · 17:42`; while queuing without kills: `QUEUE · Customs · 1:34`. */
export function raidLine(raid: RaidWithCounts | null, now: Date): string {
  if (raid === null) return 'NO RAID YET';
  const status = captionOf(phaseOfRaid(raid));
  // With the matched key forgotten, the time since start is the best that is known.
  const since = raid.matched_at ?? raid.started_at;
  const time = clockWords(secondsBetween(since, countedUntil(raid, now)));
  if (raid.status === 'queuing') return joined(status, raid.map_name, time);
  return joined(status, raid.map_name, counted(raid.kill_count, 'kill'), time);
}

/** `11 raids · 21 kills · K/D 2.33 · 63.6% survived` */
export function statsLine(stats: Figures): string {
  const line = [
    counted(stats.total_raids, 'raid'),
    counted(stats.total_kills, 'kill'),
    `K/D ${stats.kd_ratio.toFixed(2)}`,
  ];
  if (stats.survival_rate !== null) line.push(`${stats.survival_rate.toFixed(1)}% survived`);
  return joined(...line);
}

function joined(...parts: string[]): string {
  return parts.join(' · ');
}

/** The line with what keeps viewers from seeing it, if anything does. */
export function withNote(line: string, note: string | null): string {
  return note === null ? line : joined(line, note);
}

/** One line a raid, newest first. */
export function raidsLine(raids: readonly RaidWithCounts[], now: Date): string {
  return raids.length === 0 ? 'NO RAIDS' : raids.map((raid) => raidLine(raid, now)).join('\n');
}
