import * as z from 'zod';
import type { Figures, AllTimeStats, SessionStats } from '../raid/figures/figures.js';
import type { DayStats, HourStats, MapStats } from '../raid/history/history.js';
import { isBuiltInMap, nearestMapName } from '../raid/game/map-names.js';
import { ENEMY_TYPES, type EnemyType } from '../raid/model.js';
import { EXAMPLE_FIGURES, EXAMPLE_SESSION_STATS } from './examples.js';
import { count, NAMED_SCHEMAS, replies, seconds, time, type JsonOf } from './reply.js';

const KILLS_BY_ENEMY = Object.fromEntries(ENEMY_TYPES.map((type) => [type, count])) as Record<
  EnemyType,
  typeof count
>;

const FIGURES = z.object({
  total_raids: count,
  total_kills: count,
  survived: count,
  deaths: count,
  survival_rate: z.number().nullable().describe('per cent of the finished raids, one decimal'),
  kd_ratio: z.number(),
  average_queue_time_seconds: seconds.nullable(),
  average_raid_time_seconds: seconds.nullable(),
  pmc_raids: count,
  scav_raids: count,
  kills_by_enemy_type: z.object(KILLS_BY_ENEMY),
  headshot_rate: z.number().nullable(),
});
export type FiguresJson = JsonOf<typeof FIGURES>;

export const SESSION_STATS = z
  .object({
    session_id: z.int().nullable(),
    name: z.string().nullable(),
    since: time.nullable().describe('null: the start of the session cannot be read'),
    ...FIGURES.shape,
    current_streak: count,
    best_streak: count,
  })
  .register(NAMED_SCHEMAS, { id: 'SessionStats' });
export type SessionStatsJson = JsonOf<typeof SESSION_STATS>;

export const ALL_TIME_STATS = z
  .object({
    ...FIGURES.shape,
    favorite_map: z.object({ map_name: z.string(), raids: count }).nullable(),
    pmc_scav_ratio: z.number().nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'AllTimeStats' });

const MAP_FIGURES = z.object({
  map_name: z.string(),
  built_in: z.boolean().describe('false: none of the maps that the program came with'),
  did_you_mean: z.string().nullable().describe('for such a map: the name that was most likely meant'),
  ...FIGURES.shape,
  kills_per_raid: z.number().nullable(),
});
export type MapFiguresJson = JsonOf<typeof MAP_FIGURES>;
const MAP_STATS = z.object({ maps: z.array(MAP_FIGURES) }).register(NAMED_SCHEMAS, { id: 'MapStats' });

const DAY = z.object({ day: z.string(), ...FIGURES.shape });
export type DayJson = JsonOf<typeof DAY>;
const HOUR = z.object({ hour: z.int(), ...FIGURES.shape });
export type HourJson = JsonOf<typeof HOUR>;
const TIMELINE = z
  .union([
    z.object({ by: z.literal('day'), days: z.array(DAY) }),
    z.object({ by: z.literal('hour'), hours: z.array(HOUR) }),
  ])
  .register(NAMED_SCHEMAS, { id: 'Timeline' });

/** The figures that every view of the raids shares. */
function presentFigures(figures: Figures): FiguresJson {
  return {
    total_raids: figures.total_raids,
    total_kills: figures.total_kills,
    survived: figures.survived,
    deaths: figures.deaths,
    survival_rate: figures.survival_rate,
    kd_ratio: figures.kd_ratio,
    average_queue_time_seconds: figures.average_queue_time_seconds,
    average_raid_time_seconds: figures.average_raid_time_seconds,
    pmc_raids: figures.pmc_raids,
    scav_raids: figures.scav_raids,
    kills_by_enemy_type: { ...figures.kills_by_enemy_type },
    headshot_rate: figures.headshot_rate,
  };
}

export function presentSessionStats(stats: SessionStats): SessionStatsJson {
  return {
    session_id: stats.session_id,
    name: stats.name,
    since: stats.since?.toISOString() ?? null,
    ...presentFigures(stats),
    current_streak: stats.current_streak,
    best_streak: stats.best_streak,
  };
}

export function presentAllTime(stats: AllTimeStats): JsonOf<typeof ALL_TIME_STATS> {
  const favorite = stats.favorite_map;
  return {
    ...presentFigures(stats),
    favorite_map: favorite === null ? null : { map_name: favorite.map_name, raids: favorite.raids },
    pmc_scav_ratio: stats.pmc_scav_ratio,
  };
}

export function presentMaps(maps: readonly MapStats[]): JsonOf<typeof MAP_STATS> {
  const names = maps.map(({ map_name }) => map_name);
  return {
    maps: maps.map((map) => ({
      map_name: map.map_name,
      built_in: isBuiltInMap(map.map_name),
      did_you_mean: isBuiltInMap(map.map_name) ? null : nearestMapName(map.map_name, names),
      ...presentFigures(map),
      kills_per_raid: map.kills_per_raid,
    })),
  };
}

export function presentDays(days: readonly DayStats[]): JsonOf<typeof TIMELINE> {
  return { by: 'day', days: days.map((day) => ({ day: day.day, ...presentFigures(day) })) };
}

export function presentHours(hours: readonly HourStats[]): JsonOf<typeof TIMELINE> {
  return { by: 'hour', hours: hours.map((hour) => ({ hour: hour.hour, ...presentFigures(hour) })) };
}

export const SESSION_STATS_REPLY = replies(SESSION_STATS, presentSessionStats(EXAMPLE_SESSION_STATS));
export const ALL_TIME_REPLY = replies(
  ALL_TIME_STATS,
  presentAllTime({
    ...EXAMPLE_FIGURES,
    favorite_map: { map_name: 'Customs', raids: 402 },
    pmc_scav_ratio: 2.67,
  }),
);
export const MAP_STATS_REPLY = replies(
  MAP_STATS,
  presentMaps([{ map_name: 'Customs', ...EXAMPLE_FIGURES, kills_per_raid: 1.91 }]),
);
export const TIMELINE_REPLY = replies(TIMELINE, presentDays([{ day: '2026-11-22', ...EXAMPLE_FIGURES }]));
