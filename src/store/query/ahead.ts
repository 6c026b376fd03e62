import type { Ahead, AheadCount } from '../../raid/press/ahead.js';
import { later } from '../../raid/clock.js';
import { CLOCK_SLACK_SECONDS } from '../../raid/history/raid-times.js';
import { readKills } from './raids.js';
import { raidFromRow, type RaidRow } from '../rows.js';
import { sessionFromRow } from './sessions.js';
import { prepared } from '../prepared.js';
import type { TimeText } from '../schema.js';
import type { Reader } from '../store.js';
import { formatTime, parseTime } from '../time.js';

/** Whatever ends in the future began no earlier than this: only so much is looked through. */
const LONGEST_SECONDS = 24 * 3600;

/** How many raids and sessions lie in the future; read with every snapshot, so by the indexes of time. */
export async function countAhead(reader: Reader, now: Date): Promise<AheadCount> {
  const [count = { raids: 0, sessions: 0 }] = await counts(reader, limitsOf(now));
  return count;
}

const counts = prepared((db, limits: Limits) =>
  db
    .selectNoFrom((eb) => [
      raidsAhead(db, limits).select(eb.fn.countAll<number>().as('count')).as('raids'),
      sessionsAhead(db, limits).select(eb.fn.countAll<number>().as('count')).as('sessions'),
    ])
    .$narrowType<AheadCount>(),
);

/** What ends after `ends` lies in the future; it began after `begins`. */
interface Limits {
  readonly begins: TimeText;
  readonly ends: TimeText;
}

function limitsOf(now: Date): Limits {
  return {
    begins: formatTime(later(now, -LONGEST_SECONDS)),
    ends: formatTime(later(now, CLOCK_SLACK_SECONDS)),
  };
}

/** The raids and sessions that lie in the future, with their kills, and when the last of them really ended. */
export async function readAhead(reader: Reader, now: Date): Promise<Ahead> {
  const rows = await raidsAhead(reader, limitsOf(now))
    .selectAll()
    .orderBy('clock_era')
    .orderBy('started_at')
    .orderBy('raid_id')
    .execute();
  const raids = [];
  for (const row of rows) raids.push({ ...raidFromRow(row), kills: await readKills(reader, row.raid_id) });
  const sessions = await sessionsAhead(reader, limitsOf(now)).selectAll().execute();
  const last = rows.at(-1);
  const endedAt = last === undefined ? null : await readRealEnd(reader, last, now);
  return { raids, sessions: sessions.map(sessionFromRow), endedAt: endedAt ?? now };
}

function raidsAhead(reader: Pick<Reader, 'selectFrom'>, { begins, ends }: Limits) {
  return reader.selectFrom('raids').where('started_at', '>', begins).where('ended_at', '>', ends);
}

/** One that is open is put right by itself. */
function sessionsAhead(reader: Pick<Reader, 'selectFrom'>, { begins, ends }: Limits) {
  return reader.selectFrom('sessions').where('started_at', '>', begins).where('ended_at', '>', ends);
}

/**
 * When the raid's end was pressed, if the program was running when the clock was put right; else it was before the next
 * press, and before the next raid. Null: nothing tells.
 */
async function readRealEnd(reader: Reader, raid: RaidRow, now: Date): Promise<Date | null> {
  const latest = formatTime(now);
  const ofRaid = await reader
    .selectFrom('journal')
    .select(['step_id', 'command', 'pressed_at'])
    .where('raid_id', '=', raid.raid_id)
    .where('undone', '=', 0)
    .orderBy('step_id', 'desc')
    .execute();
  const end = ofRaid.find(({ command }) => command === 'end');
  if (end !== undefined && end.pressed_at <= latest) return parseTime(end.pressed_at);
  const nextPress =
    end === undefined
      ? undefined
      : await reader
          .selectFrom('journal')
          .select('pressed_at')
          .where('step_id', '>', end.step_id)
          .where('pressed_at', '<=', latest)
          .orderBy('step_id')
          .limit(1)
          .executeTakeFirst();
  const nextRaid = await reader
    .selectFrom('raids')
    .select('started_at')
    .where('clock_era', '>', raid.clock_era)
    .where('started_at', '<=', latest)
    .orderBy('clock_era')
    .orderBy('started_at')
    .limit(1)
    .executeTakeFirst();
  const known = [nextPress?.pressed_at, nextRaid?.started_at].filter((time) => time !== undefined).sort();
  return known[0] === undefined ? null : parseTime(known[0]);
}
