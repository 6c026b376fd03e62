import type { Answer } from '../../client/answer.js';
import type { Ahead } from '../../client/upcoming.js';
import type { EnemyType, KillJson, MapJson, RaidJson, SnapshotJson } from '../../client/wire.js';
import type { LinkState } from '../service/service-link.js';

/** Everything that faces are drawn from. */
export interface DeckState extends Ahead {
  readonly link: LinkState;
  readonly maps: readonly MapJson[];
  /** The kills of one raid; null until they are read. */
  readonly kills: RaidKills | null;
  /** What the variables of the show read, as the service said it last. */
  readonly readings: ReadonlyMap<string, string>;
  /** When that was, by the service's clock. */
  readonly readAtMs: number;
  /** Minutes before which who leaves a raid has run through it. */
  readonly runThroughMinutes: number | null;
  /** Milliseconds by the service's clock. */
  readonly nowMs: number;
}

export interface RaidKills {
  readonly raidId: number | null;
  readonly list: readonly KillJson[];
}

export const NOTHING_KNOWN: DeckState = {
  link: { kind: 'connecting' },
  snapshot: null,
  pendingChoice: {},
  showMode: null,
  maps: [],
  kills: null,
  readings: new Map(),
  readAtMs: 0,
  runThroughMinutes: null,
  nowMs: 0,
};

/** How many there are of an enemy; null while they are not read. */
export function killCount(
  { kills, snapshot }: DeckState,
  enemy: EnemyType,
  isHeadshot: boolean,
): number | null {
  if (kills === null || kills.raidId !== (snapshot?.raid.raid_id ?? null)) return null;
  const isCounted = (kill: KillJson): boolean =>
    kill.enemy_type === enemy && (!isHeadshot || kill.headshot === true);
  return kills.list.filter(isCounted).length;
}

/** What a reply to a press may carry. */
interface PressReply {
  readonly raid?: RaidJson | null;
  readonly kill?: KillJson;
}

/**
 * The state as the reply to a press says it, so that the face changes with the reply and waits for no event.
 * @param before the snapshot when the press was sent: where another one has come since, that one knows better.
 */
export function afterReply(
  state: DeckState,
  answer: Answer<unknown>,
  before: SnapshotJson | null,
): Partial<DeckState> {
  const { snapshot, kills } = state;
  if (answer.kind !== 'ok' || snapshot === null) return {};
  const { raid, kill } = answer.json as PressReply;
  // The event may have been here first, and what it has caused to be read may hold the kill.
  const isNewKill =
    kill !== undefined &&
    kills?.raidId === kill.raid_id &&
    !kills.list.some(({ kill_id }) => kill_id === kill.kill_id);
  return {
    // Without a raid in the reply, such as after Discard, only the next snapshot knows which one is shown.
    ...(raid == null || snapshot !== before ? {} : { snapshot: { ...snapshot, raid } }),
    ...(isNewKill ? { kills: { raidId: kill.raid_id, list: [...kills.list, kill] } } : {}),
  };
}
