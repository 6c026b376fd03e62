import type { Kill, Raid } from '../model.js';
import type { Session } from '../session/session.js';
import type { Told } from './told-state.js';

/** A raid with its kills, as it leaves the database and comes back: into this one, or another. */
export interface PortableRaid extends Raid {
  readonly kills: readonly Omit<Kill, 'raid_id'>[];
  /** Stored so already, by an older program or by hand: the rules of today are not asked. */
  readonly as_stored?: boolean | undefined;
}

/** The same as a file may tell it: files of older versions have no outcome, and no time at which a raid was over. */
export type ToldRaid = Omit<PortableRaid, 'status' | 'outcome' | 'over_at'> &
  Told & { readonly status: NonNullable<Told['status']>; readonly over_at?: Date | null | undefined };

export interface PortableSession extends Omit<Session, 'stream_lost_at' | 'stream_began_at'> {
  readonly as_stored?: boolean | undefined;
}

/** What an import did with one kind of thing. */
export interface Taken {
  readonly imported: number;
  /** Those that were there already. */
  readonly skipped: number;
}

/** What an import did. */
export interface ImportCount {
  readonly raids: Taken;
  readonly sessions: Taken;
}

export const NOTHING_TAKEN: ImportCount = {
  raids: { imported: 0, skipped: 0 },
  sessions: { imported: 0, skipped: 0 },
};

export function addCounts(one: ImportCount, other: ImportCount): ImportCount {
  return { raids: add(one.raids, other.raids), sessions: add(one.sessions, other.sessions) };
}

function add(one: Taken, other: Taken): Taken {
  return { imported: one.imported + other.imported, skipped: one.skipped + other.skipped };
}

/** "Raids: 12 imported, 3 skipped because they were there already or are open. Sessions: 1 imported." */
export function importWords({ raids, sessions }: ImportCount): string {
  return [takenWords('Raids', raids), ...(isNone(sessions) ? [] : [takenWords('Sessions', sessions)])].join(
    ' ',
  );
}

function takenWords(what: string, { imported, skipped }: Taken): string {
  const why = skipped === 0 ? '' : ' because they were there already or are open';
  return `${what}: ${imported} imported, ${skipped} skipped${why}.`;
}

function isNone({ imported, skipped }: Taken): boolean {
  return imported + skipped === 0;
}
