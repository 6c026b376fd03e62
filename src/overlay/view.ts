import { isOpen, isOutcome, secondsBetween, type CharacterType, type RaidWithCounts } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { AllTimeStats, SessionStats } from '../raid/stats.js';
import { formatCount, formatDuration, formatName, formatPercent, formatRatio, UNKNOWN } from './formats.js';
import type { Phase } from './overlay.js';

const STATUS_WORDS: Readonly<Record<Phase, string>> = {
  lobby: 'IN THE LOBBY',
  queuing: 'QUEUE',
  in_progress: 'IN RAID',
  survived: 'SURVIVED',
  died: 'KILLED IN ACTION',
  mia: 'MISSING IN ACTION',
};

/** The last raid's outcome in a line of figures. */
const OUTCOME_WORDS = { survived: 'survived', died: 'died', mia: 'MIA' } as const;

export type View = ReturnType<typeof createView>;

/** The variables of the templates, each already as it will read. README lists them. */
export function createView(snapshot: Snapshot, phase: Phase, now: Date) {
  const { raid, next_raid, last_finished } = snapshot;
  // In the lobby people look ahead: what the next start would use.
  const upcomingMap = next_raid.map_name ?? raid?.map_name ?? null;
  const upcomingCharacter = next_raid.character_type ?? raid?.character_type ?? null;
  const inLobby = phase === 'lobby';
  return {
    phase,
    status: STATUS_WORDS[phase],
    map: formatName(inLobby ? upcomingMap : (raid?.map_name ?? null)),
    character: formatCharacter(inLobby ? upcomingCharacter : (raid?.character_type ?? null)),
    raid: raidView(raid, now),
    last_raid: lastRaidView(last_finished),
    next_raid: { map_name: formatName(upcomingMap), character: formatCharacter(upcomingCharacter) },
    session: sessionView(snapshot.session),
    all_time: allTimeView(snapshot.all_time),
  };
}

function formatCharacter(type: CharacterType | null): string {
  return type === null ? UNKNOWN : type.toUpperCase();
}

function raidView(raid: RaidWithCounts | null, now: Date) {
  const until = raid?.ended_at ?? now;
  const queueSeconds =
    raid?.status === 'queuing' ? secondsBetween(raid.started_at, now) : (raid?.queue_time_seconds ?? null);
  const matchedAt = raid?.matched_at ?? null;
  return {
    active: raid !== null && isOpen(raid.status),
    map_name: formatName(raid?.map_name ?? null),
    character: formatCharacter(raid?.character_type ?? null),
    kill_count: formatCount(raid?.kill_count ?? 0),
    headshot_count: formatCount(raid?.headshot_count ?? 0),
    time: formatDuration(matchedAt === null ? null : secondsBetween(matchedAt, until)),
    queue_time: formatDuration(queueSeconds),
    duration: formatDuration(raid === null ? null : secondsBetween(raid.started_at, until)),
    extract_location: formatName(raid?.extract_location ?? null),
  };
}

function lastRaidView(raid: RaidWithCounts | null) {
  if (raid === null || !isOutcome(raid.status)) {
    return { line: UNKNOWN, map_name: UNKNOWN, character: UNKNOWN, outcome: UNKNOWN, kill_count: UNKNOWN };
  }
  const outcome = OUTCOME_WORDS[raid.status];
  const kills = `${formatCount(raid.kill_count)} ${raid.kill_count === 1 ? 'kill' : 'kills'}`;
  return {
    line: `${raid.map_name} · ${outcome} · ${kills}`,
    map_name: raid.map_name,
    character: formatCharacter(raid.character_type),
    outcome,
    kill_count: formatCount(raid.kill_count),
  };
}

function sessionView(stats: SessionStats) {
  return {
    name: formatName(stats.name),
    total_raids: formatCount(stats.total_raids),
    total_kills: formatCount(stats.total_kills),
    survived: formatCount(stats.survived),
    deaths: formatCount(stats.deaths),
    survival_rate: formatPercent(stats.survival_rate),
    kd_ratio: formatRatio(stats.kd_ratio),
    average_queue_time: formatDuration(stats.average_queue_time_seconds),
    current_streak: formatCount(stats.current_streak),
    best_streak: formatCount(stats.best_streak),
    pmc_raids: formatCount(stats.pmc_raids),
    scav_raids: formatCount(stats.scav_raids),
  };
}

function allTimeView(stats: AllTimeStats) {
  const kills = stats.kills_by_enemy_type;
  return {
    total_raids: formatCount(stats.total_raids),
    total_kills: formatCount(stats.total_kills),
    survived: formatCount(stats.survived),
    deaths: formatCount(stats.deaths),
    survival_rate: formatPercent(stats.survival_rate),
    kd_ratio: formatRatio(stats.kd_ratio),
    average_queue_time: formatDuration(stats.average_queue_time_seconds),
    favorite_map: formatName(stats.favorite_map?.map_name ?? null),
    favorite_map_raids: formatCount(stats.favorite_map?.raids ?? null),
    pmc_raids: formatCount(stats.pmc_raids),
    scav_raids: formatCount(stats.scav_raids),
    pmc_scav: `${formatCount(stats.pmc_raids)} : ${formatCount(stats.scav_raids)}`,
    pmc_scav_ratio: formatRatio(stats.pmc_scav_ratio),
    scav_kills: formatCount(kills.scav),
    pmc_kills: formatCount(kills.pmc),
    boss_kills: formatCount(kills.boss),
    raider_kills: formatCount(kills.raider),
    headshot_rate: formatPercent(stats.headshot_rate),
  };
}
