import { z } from 'zod';
import { isBuiltInMap, nearestMapName } from '../raid/map-names.js';
import { dayOrTime } from './day-field.js';
import { statsLine, withNote } from './deck-lines.js';
import { oneOf, wholeNumber } from './field-types.js';
import { STATS_FILTER } from './history-fields.js';
import { obsNote } from './obs-note.js';
import { presentAllTime, presentFigures, presentSession } from './present-stats.js';
import { query, type CallContext, type Reply, type Route } from './route.js';
import { given } from './run-command.js';

const SESSION = z.object({
  ...STATS_FILTER,
  session_id: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
});
const FILTER = z.object(STATS_FILTER);
const TIMELINE = z.object({
  ...STATS_FILTER,
  by: oneOf(['day', 'hour']).optional(),
  from: dayOrTime().optional(),
  to: dayOrTime().optional(),
});

/** Figures, each over all raids or those of one character or game mode. */
export const statsRoutes: readonly Route[] = [
  query(
    '/stats/session',
    'Figures of this stream session, or of today; with session_id, of that session.',
    SESSION,
    async ({ session_id, ...filter }, { ports }) => {
      const stats = await ports.history.sessionStats(session_id, given(filter));
      // The line of a key that stands beside the raid's.
      const note = session_id === undefined ? obsNote(ports.obs.status()) : null;
      return reply(presentSession(stats), withNote(statsLine(stats), note));
    },
  ),
  query('/stats/all-time', 'Figures over every raid.', FILTER, async (filter, { ports }) => {
    const stats = await ports.history.allTimeStats(given(filter));
    return reply(presentAllTime(stats), statsLine(stats));
  }),
  query('/stats/maps', 'Figures of each map, most played first.', FILTER, async (filter, { ports }) => {
    const maps = await ports.history.mapStats(given(filter));
    const names = maps.map(({ map_name }) => map_name);
    const json = maps.map((map) => ({
      map_name: map.map_name,
      built_in: isBuiltInMap(map.map_name),
      did_you_mean: isBuiltInMap(map.map_name) ? null : nearestMapName(map.map_name, names),
      ...presentFigures(map),
      kills_per_raid: map.kills_per_raid,
    }));
    const lines = maps.map((map) => `${map.map_name} · ${statsLine(map)}`);
    return reply({ maps: json }, lines.length === 0 ? 'NO RAIDS' : lines.join('\n'));
  }),
  query(
    '/stats/timeline',
    'Figures of each day that has raids, oldest first; by=hour: of each hour of the day. A day in from or to begins at day_starts_at; to does not count.',
    TIMELINE,
    timeline,
  ),
];

async function timeline(fields: z.output<typeof TIMELINE>, { ports }: CallContext): Promise<Reply> {
  const { by, from, to, character_type, game_mode } = fields;
  const filter = given({ character_type, game_mode });
  const wanted = { filter, ...given({ from, to }) };
  if (by === 'hour') {
    const hours = await ports.history.hours(wanted);
    const hourLines = hours.map((hour) => `${String(hour.hour).padStart(2, '0')}:00 · ${statsLine(hour)}`);
    const hoursJson = hours.map((hour) => ({ hour: hour.hour, ...presentFigures(hour) }));
    return reply({ by, hours: hoursJson }, hourLines.join('\n') || 'NO RAIDS');
  }
  const days = await ports.history.timeline(wanted);
  const json = days.map((day) => ({ day: day.day, ...presentFigures(day) }));
  const lines = days.map((day) => `${day.day} · ${statsLine(day)}`);
  return reply({ by: 'day', days: json }, lines.length === 0 ? 'NO RAIDS' : lines.join('\n'));
}

function reply(json: object, text: string): Reply {
  return { kind: 'json', status: 200, json, text };
}
