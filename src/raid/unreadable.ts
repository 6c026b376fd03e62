import type { Session } from './session/session.js';
import { counted } from '../lib/counted.js';

/** What holds values that cannot be read: a disk has changed them behind the program's back. */
export interface Unreadable {
  /** How many raids there are. */
  readonly count: number;
  /** The first of them, with their fields; `kills` stands for a value in one of the raid's kills. */
  readonly raids: readonly { readonly raid_id: number; readonly fields: readonly string[] }[];
  /** How many sessions there are. */
  readonly session_count: number;
  /** The first of them. */
  readonly sessions: readonly Session[];
}

export const ALL_READABLE: Unreadable = { count: 0, raids: [], session_count: 0, sessions: [] };

/** So many are named. */
export const MOST_NAMED = 5;

export function isAllReadable({ count, session_count }: Unreadable): boolean {
  return count + session_count === 0;
}

/** "Raid 7 (ended_at) holds a value that cannot be read. Session 3 (started_at) holds a value that cannot be read." */
export function unreadableFinding({ count, raids, session_count, sessions }: Unreadable): string {
  const namedRaids = raids.map(({ raid_id, fields }) => named(raid_id, fields));
  const namedSessions = sessions.map(({ session_id, unreadable = [] }) =>
    named(
      session_id,
      unreadable.map(({ field }) => field),
    ),
  );
  const sentences = [
    findingOf('Raid', 'raid', count, namedRaids),
    findingOf('Session', 'session', session_count, namedSessions),
  ];
  return sentences.filter((words) => words !== null).join(' ');
}

function named(id: number, fields: readonly string[]): string {
  return `${id} (${fields.join(', ')})`;
}

function findingOf(one: string, noun: string, count: number, names: readonly string[]): string | null {
  if (count === 0) return null;
  if (count === 1) return `${one} ${names.join('')} holds a value that cannot be read.`;
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return `${counted(count, noun)} hold values that cannot be read: ${names.join(', ')}${more}.`;
}

export function unreadableRemedy({ count, raids, session_count, sessions }: Unreadable): string {
  const raid = count === 1 ? `raid ${raids[0]?.raid_id ?? ''}` : 'these raids';
  const session = session_count === 1 ? `session ${sessions[0]?.session_id ?? ''}` : 'these sessions';
  const parts = [count > 0 ? `mend or delete ${raid}` : '', session_count > 0 ? `delete ${session}` : ''];
  const what = parts.filter(Boolean).join(', and ');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} on the history page. Until then what cannot be read is left out of the figures and of exports.`;
}
