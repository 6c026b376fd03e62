import {
  ENEMY_TYPES,
  isOpen,
  isOutcome,
  phaseOfRaid,
  secondsBetween,
  type CharacterType,
  type GameMode,
  type RaidWithCounts,
} from '../raid/model.js';
import { ENEMIES } from '../raid/game/enemies.js';
import { captionOf, OUTCOME_RULES } from '../raid/game/statuses.js';
import type { Snapshot } from '../raid/snapshot.js';
import { countedUntil } from '../raid/press/stale.js';
import { GAME_MINUTES, type GameMinutes } from './game-minutes.js';
import { formatCount, formatDuration, formatName, UNKNOWN } from './formats.js';
import type { Phase } from './overlay.js';
import { allTimeViews, sessionViews, shownFigures } from './stats-view.js';

export type View = ReturnType<typeof createView>;

/** The variables of the templates, each already as it will read. README lists them. */
export function createView(snapshot: Snapshot, phase: Phase, now: Date, minutes: GameMinutes = GAME_MINUTES) {
  const { raid, next_raid, last_finished } = snapshot;
  // In the lobby people look ahead: what the next start would use.
  const upcomingMap = next_raid.map_name ?? raid?.map_name ?? null;
  const upcomingCharacter = next_raid.character_type ?? raid?.character_type ?? null;
  const inLobby = phase === 'lobby';
  return {
    phase,
    status: phase === 'lobby' ? 'IN THE LOBBY' : captionOf(phase),
    map: formatName(inLobby ? upcomingMap : (raid?.map_name ?? null)),
    character: formatCharacter(inLobby ? upcomingCharacter : (raid?.character_type ?? null)),
    raid: raidView(snapshot, now, minutes.run_through_minutes),
    scav: { cooldown: formatDuration(scavCooldown(snapshot, now, minutes)) },
    outcome: outcomeView(phase !== 'lobby' && isOutcome(phase) ? raid : last_finished),
    last_raid: lastRaidView(last_finished),
    next_raid: {
      is_known: upcomingMap !== null,
      line: formatName(
        upcomingMap && [upcomingMap, upcomingCharacter?.toUpperCase()].filter(Boolean).join(' · '),
      ),
      map_name: formatName(upcomingMap),
      character: formatCharacter(upcomingCharacter),
    },
    figures: shownFigures(snapshot.session, snapshot.all_time),
    session: sessionViews(snapshot.session, snapshot.session_by),
    all_time: allTimeViews(snapshot.all_time, snapshot.all_time_by),
  };
}

/** Both are shown in capitals. */
function formatCharacter(type: CharacterType | GameMode | null): string {
  return type === null ? UNKNOWN : type.toUpperCase();
}

/** Seconds until the next scav raid can be started; 0: it can. */
export function scavCooldown(
  { scav_ended_at: ended }: Pick<Snapshot, 'scav_ended_at'>,
  now: Date,
  { scav_cooldown_minutes: minutes }: GameMinutes,
): number {
  return ended === null ? 0 : Math.max(0, minutes * 60 - secondsBetween(ended, now));
}

function raidView(
  { raid, raid_kills }: Pick<Snapshot, 'raid' | 'raid_kills'>,
  now: Date,
  runThroughMinutes: number,
) {
  const until = raid === null ? now : countedUntil(raid, now);
  const queueSeconds =
    raid?.status === 'queuing' ? secondsBetween(raid.started_at, until) : (raid?.queue_time_seconds ?? null);
  const matchedAt = raid?.matched_at ?? null;
  const runThroughLeft =
    matchedAt === null || raid === null || phaseOfRaid(raid) !== 'in_progress'
      ? null
      : Math.max(0, runThroughMinutes * 60 - secondsBetween(matchedAt, until));
  return {
    active: raid !== null && isOpen(raid.status),
    map_name: formatName(raid?.map_name ?? null),
    character: formatCharacter(raid?.character_type ?? null),
    game_mode: formatCharacter(raid?.game_mode ?? null),
    kill_count: formatCount(raid?.kill_count ?? 0),
    headshot_count: formatCount(raid?.headshot_count ?? 0),
    time: formatDuration(matchedAt === null ? null : secondsBetween(matchedAt, until)),
    run_through_left: formatDuration(runThroughLeft),
    can_run_through: runThroughLeft !== null && runThroughLeft > 0,
    kill_split: splitWords(raid_kills),
    // What most raids are needs no mark.
    mode_mark: raid === null || raid.game_mode === 'pvp' ? '' : formatCharacter(raid.game_mode),
    queue_time: formatDuration(queueSeconds),
    duration: formatDuration(raid === null ? null : secondsBetween(raid.started_at, until)),
    extract_location: formatName(raid?.extract_location ?? null),
  };
}

/** `2 PMC · 1 BOSS`; empty without a kill. */
function splitWords(kills: Snapshot['raid_kills']): string {
  return ENEMY_TYPES.filter((type) => kills[type] > 0)
    .map((type) => `${formatCount(kills[type])} ${ENEMIES[type].words.toUpperCase()}`)
    .join(' · ');
}

/** Stays what it was until the next raid has ended: whoever still sees an outcome's scene must not read another raid's. */
function outcomeView(raid: RaidWithCounts | null) {
  return {
    status: raid === null ? UNKNOWN : captionOf(phaseOfRaid(raid)),
    map_name: formatName(raid?.map_name ?? null),
    has_extract: raid?.extract_location != null,
    extract_location: formatName(raid?.extract_location ?? null),
  };
}

function lastRaidView(raid: RaidWithCounts | null) {
  if (raid?.outcome == null) {
    return {
      is_known: false,
      line: UNKNOWN,
      map_name: UNKNOWN,
      character: UNKNOWN,
      outcome: UNKNOWN,
      kill_count: UNKNOWN,
    };
  }
  const outcome = OUTCOME_RULES[raid.outcome].short;
  const kills = `${formatCount(raid.kill_count)} ${raid.kill_count === 1 ? 'kill' : 'kills'}`;
  return {
    is_known: true,
    line: `${raid.map_name} · ${outcome} · ${kills}`,
    map_name: raid.map_name,
    character: formatCharacter(raid.character_type),
    outcome,
    kill_count: formatCount(raid.kill_count),
  };
}
