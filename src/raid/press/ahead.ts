import type { Change, Decision } from './change.js';
import { later } from '../clock.js';
import type { Kill, Raid } from '../model.js';
import type { Session } from '../session/session.js';
import { counted } from '../../lib/counted.js';
import { timeWords } from '../words.js';

/** Raids and sessions that lie in the future: the clock of the PC was ahead when they were played. */
export interface AheadCount {
  readonly raids: number;
  readonly sessions: number;
}

/** The same with all that has a time. */
export interface Ahead {
  /** In the order of play, the newest last. */
  readonly raids: readonly (Raid & { readonly kills: readonly Kill[] })[];
  readonly sessions: readonly Session[];
  /** When the last of them really ended, as far as presses tell; now, when they do not. */
  readonly endedAt: Date;
}

/** "2 raids and 1 session lie in the future: the clock of this PC was ahead when they were played." */
export function aheadWords(count: AheadCount): string {
  const isOne = count.raids + count.sessions === 1;
  const verb = isOne ? 'lies' : 'lie';
  return `${countWords(count)} ${verb} in the future: the clock of this PC was ahead when ${isOne ? 'it was' : 'they were'} played.`;
}

/** Moves them back with all their times, together, so that the last of them ends when it really did. One step of undo. */
export function decideMoveBack({ raids, sessions, endedAt }: Ahead): Decision {
  const ends = [...raids, ...sessions].map(({ started_at, ended_at }) => (ended_at ?? started_at).getTime());
  if (ends.length === 0) {
    return { changes: [], message: 'No raid and no session lies in the future.', step: '', raidId: null };
  }
  const seconds = (endedAt.getTime() - Math.max(...ends)) / 1000;
  const what = `${countWords({ raids: raids.length, sessions: sessions.length })} moved back by ${timeWords(-seconds)}`;
  return {
    changes: [
      ...raids.flatMap((raid) => moveRaid(raid, seconds)),
      ...sessions.map((session) => moveSession(session, seconds)),
    ],
    message: `${what}. Press Undo if that is wrong.`,
    step: what,
    raidId: raids.at(-1)?.raid_id ?? null,
  };
}

function moveRaid(raid: Ahead['raids'][number], seconds: number): Change[] {
  const { raid_id, started_at, matched_at, over_at, ended_at, kills } = raid;
  return [
    { type: 'update_raid', raid_id, set: moved({ started_at, matched_at, over_at, ended_at }, seconds) },
    ...kills.map(({ kill_id, killed_at }) => ({
      type: 'update_kill' as const,
      kill_id,
      set: moved({ killed_at }, seconds),
    })),
  ];
}

/** Also used where a session that is on begins in the future. */
export function moveSession(session: Session, seconds: number): Change {
  const { session_id, started_at, ended_at, stream_lost_at, stream_began_at } = session;
  const set = moved({ started_at, ended_at, stream_lost_at, stream_began_at }, seconds);
  return { type: 'update_session', session_id, set };
}

/** The same times, all by as much later; what is not known stays so. */
function moved<T extends Readonly<Record<string, Date | null>>>(times: T, seconds: number): T {
  const entries = Object.entries(times).map(([name, time]) => [name, time && later(time, seconds)]);
  return Object.fromEntries(entries) as T;
}

function countWords({ raids, sessions }: AheadCount): string {
  const parts = [raids > 0 ? counted(raids, 'raid') : '', sessions > 0 ? counted(sessions, 'session') : ''];
  return parts.filter(Boolean).join(' and ');
}
