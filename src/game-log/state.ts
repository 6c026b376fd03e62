import type { CharacterType, GameMode } from '../raid/model.js';

/** A queue that has begun. While a raid may still be on, only what follows shows whether it is one for a new raid. */
export interface LoggedQueue {
  readonly mapName: string | null;
  /** The start of it was given out. */
  readonly isTold: boolean;
  /** Begun while nobody read; it is started with its match only. */
  readonly isOld: boolean;
}

/** A raid that was matched and is not over. */
export interface LoggedRaid {
  /** Null: local raids and those after a transit have no id, and neither has one that was joined again unseen. */
  readonly raidId: string | null;
  /** What it may be loaded as: some maps have more than one scene. */
  readonly mapNames: readonly string[];
  readonly profileId: string | null;
  /** The game that is running has begun it. After a crash it may be joined again by a later launch. */
  readonly isStarted: boolean;
  /** Matched by the game that is running. */
  readonly isOfThisLaunch: boolean;
  /** The server did not answer: what looks like the end may be a disconnect. */
  readonly isConnectionLost: boolean;
  /** Its server has said that it is over, or another one has begun. One that was only left may be joined again. */
  readonly isOverForGood: boolean;
}

/** Where the game stands, as far as its log has said. */
export interface GameLogState {
  readonly mode: GameMode | null;
  /** The profile that is signed in: the PMC. */
  readonly signedIn: string | null;
  /** What the leader of the group has chosen. */
  readonly group: { readonly mapName: string | null; readonly character: CharacterType | null } | null;
  /** A map that was loaded without a queue: a transit. */
  readonly loadedMap: string | null;
  readonly queue: LoggedQueue | null;
  readonly raid: LoggedRaid | null;
  /** The raid before; its end is written several times, and one of them tells who played it. */
  readonly lastRaid: LoggedRaid | null;
  /** What came to its end last: a raid, or a queue that was left. */
  readonly lastEnded: 'raid' | 'queue' | null;
  /** Raids that were matched or over, newest last: each is written several times, and again on a reconnect. */
  readonly knownRaids: readonly string[];
  /** Notifications of a group, newest last: each is written twice. */
  readonly knownEvents: readonly string[];
}

export const NOTHING_LOGGED: GameLogState = {
  mode: null,
  signedIn: null,
  group: null,
  loadedMap: null,
  queue: null,
  raid: null,
  lastRaid: null,
  lastEnded: null,
  knownRaids: [],
  knownEvents: [],
};

/** How many ids are remembered; far more than the raids of one launch. */
export const IDS_KEPT = 64;

export function remember(ids: readonly string[], id: string | null): readonly string[] {
  return id === null || ids.includes(id) ? ids : [...ids, id].slice(-IDS_KEPT);
}
