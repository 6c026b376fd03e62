import type { CharacterType, GameMode } from '../raid/model.js';

/** What one line of the game's log says, as far as it concerns a raid. Nothing else of a line is kept. */
export type Meaning =
  /** Null: a mode that we do not know. */
  | { readonly type: 'mode'; readonly mode: GameMode | null }
  /** The profile that is signed in; written at the start of the game, and when a raid has been left. */
  | { readonly type: 'profile'; readonly profileId: string | null }
  /** What the leader of the group has chosen for the next raid. */
  | {
      readonly type: 'group';
      readonly mapName: string | null;
      readonly character: CharacterType | null;
      readonly eventId: string | null;
    }
  | { readonly type: 'queue' }
  /** A map is loaded: for the queue that has begun, after a transit, or again after a reconnect. Null: unknown. */
  | { readonly type: 'map'; readonly mapName: string | null }
  | {
      readonly type: 'matched';
      readonly raidId: string;
      readonly mapName: string | null;
      /** Who plays it; a scav has a profile of its own. */
      readonly profileId: string | null;
    }
  | { readonly type: 'started' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'over'; readonly raidId: string; readonly isTransfer: boolean }
  | { readonly type: 'connected' }
  /** The server no longer answers; what is disconnected afterwards can be joined again. */
  | { readonly type: 'connection_lost' }
  | { readonly type: 'disconnected' };

/** When a line was written: for the order between files, and for nothing else. */
export interface Written {
  /** By the clock of the PC, without its zone, in milliseconds. */
  readonly time: number;
  /** How often that clock had been set back by then, as far as the file shows. */
  readonly setBack: number;
}

export type LineEvent = Meaning & { readonly written: Written };

/** All that the raid follows: lines, a new launch of the game, and a queue for which no map came. */
export type GameLogEvent = Meaning | { readonly type: 'launch' } | { readonly type: 'waited' };
