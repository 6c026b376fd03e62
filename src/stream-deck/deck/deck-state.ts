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
  readonly byEnemy: Readonly<Partial<Record<EnemyType, number>>>;
  readonly headshotsByEnemy: Readonly<Partial<Record<EnemyType, number>>>;
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

export function countKills(raidId: number | null, kills: readonly KillJson[]): RaidKills {
  const none: RaidKills = { raidId, byEnemy: {}, headshotsByEnemy: {} };
  return kills.reduce((counted, kill) => withKill(counted, kill), none);
}

function withKill(kills: RaidKills, { enemy_type: enemy, headshot }: KillJson): RaidKills {
  if (enemy === null) return kills;
  const { byEnemy, headshotsByEnemy } = kills;
  return {
    ...kills,
    byEnemy: { ...byEnemy, [enemy]: (byEnemy[enemy] ?? 0) + 1 },
    headshotsByEnemy:
      headshot === true
        ? { ...headshotsByEnemy, [enemy]: (headshotsByEnemy[enemy] ?? 0) + 1 }
        : headshotsByEnemy,
  };
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
  if (answer.kind !== 'ok' || snapshot === null || snapshot !== before) return {};
  const { raid, kill } = answer.json as PressReply;
  const isCounted = kill !== undefined && kills !== null && kills.raidId === kill.raid_id;
  return {
    // Without a raid in the reply, such as after Discard, only the next snapshot knows which one is shown.
    ...(raid == null ? {} : { snapshot: { ...snapshot, raid } }),
    ...(isCounted ? { kills: withKill(kills, kill) } : {}),
  };
}
