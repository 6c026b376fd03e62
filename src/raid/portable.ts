import type { Kill, Raid } from './model.js';
import type { Session } from './session.js';

/** A raid with its kills, as it leaves the database and comes back: into this one, or another. */
export interface PortableRaid extends Raid {
  readonly kills: readonly Omit<Kill, 'raid_id'>[];
}

export type PortableSession = Omit<Session, 'stream_lost_at' | 'stream_began_at'>;

/** What an import did. */
export interface ImportCount {
  readonly imported: number;
  /** Those that were there already. */
  readonly skipped: number;
}
