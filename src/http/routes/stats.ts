import * as z from 'zod';
import {
  ALL_TIME_REPLY,
  MAP_STATS_REPLY,
  presentAllTime,
  presentDays,
  presentHours,
  presentMaps,
  presentSessionStats,
  SESSION_STATS_REPLY,
  TIMELINE_REPLY,
} from '../../contract/figures.js';
import { statsLine, withNote } from '../call/deck-lines.js';
import { dayOrMoment, oneOf, wholeNumber } from '../call/field-types.js';
import { STATS_FILTER } from './history-fields.js';
import { obsNote } from '../call/obs-note.js';
import { json, read, type CallContext, type Route } from '../call/route.js';
import { given } from '../call/run-command.js';

const FILTER = z.object(STATS_FILTER);
const TIMELINE = z.object({
  ...STATS_FILTER,
  by: oneOf(['day', 'hour']).optional(),
  from: dayOrMoment().optional(),
  to: dayOrMoment().optional(),
});

/** Figures, each over all raids or those of one character or game mode. */
export const statsRoutes: readonly Route[] = [
  read({
    path: '/stats/session',
    summary: 'Figures of this stream session, or of today; with session_id, of that session.',
    fields: z.object({ ...STATS_FILTER, session_id: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional() }),
    reply: SESSION_STATS_REPLY,
    handle: async ({ session_id, ...filter }, { ports }) => {
      const stats = await ports.history.sessionStats(session_id, given(filter));
      // This line stands on a key beside the raid's, which has no room for the note.
      const note = session_id === undefined ? obsNote(ports.obs.status()) : null;
      return json(presentSessionStats(stats), withNote(statsLine(stats), note));
    },
  }),
  read({
    path: '/stats/all-time',
    summary: 'Figures over every raid.',
    fields: FILTER,
    reply: ALL_TIME_REPLY,
    handle: async (filter, { ports }) => {
      const stats = await ports.history.allTimeStats(given(filter));
      return json(presentAllTime(stats), statsLine(stats));
    },
  }),
  read({
    path: '/stats/maps',
    summary: 'Figures of each map, most played first.',
    fields: FILTER,
    reply: MAP_STATS_REPLY,
    handle: async (filter, { ports }) => {
      const maps = await ports.history.mapStats(given(filter));
      const lines = maps.map((map) => `${map.map_name} · ${statsLine(map)}`);
      return json(presentMaps(maps), lines.join('\n') || 'NO RAIDS');
    },
  }),
  read({
    path: '/stats/timeline',
    summary:
      'Figures of each day that has raids, oldest first; by=hour: of each hour of the day. A day in from or to begins at day_starts_at; to does not count.',
    fields: TIMELINE,
    reply: TIMELINE_REPLY,
    handle: timeline,
  }),
];

async function timeline(fields: z.output<typeof TIMELINE>, { ports }: CallContext) {
  const { by, from, to, character_type, game_mode } = fields;
  const wanted = { filter: given({ character_type, game_mode }), ...given({ from, to }) };
  if (by === 'hour') {
    const hours = await ports.history.hours(wanted);
    const lines = hours.map((hour) => `${String(hour.hour).padStart(2, '0')}:00 · ${statsLine(hour)}`);
    return json(presentHours(hours), lines.join('\n') || 'NO RAIDS');
  }
  const days = await ports.history.timeline(wanted);
  const lines = days.map((day) => `${day.day} · ${statsLine(day)}`);
  return json(presentDays(days), lines.join('\n') || 'NO RAIDS');
}
