import type { Kill, Raid } from './model.js';
import type { Session } from './session.js';

/** A raid with its kills, as it leaves the database and comes back: into this one, or another. */
export interface PortableRaid extends Raid {
  readonly kills: readonly Omit<Kill, 'raid_id'>[];
  /** Stored so already, by an older program or by hand: the rules of today are not asked. */
  readonly as_stored?: boolean | undefined;
}

export interface PortableSession extends Omit<Session, 'stream_lost_at' | 'stream_began_at'> {
  readonly as_stored?: boolean | undefined;
}

/** What an import did. */
export interface ImportCount {
  readonly imported: number;
  /** Those that were there already. */
  readonly skipped: number;
}
