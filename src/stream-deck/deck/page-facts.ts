import type { GameMode, KillJson, MapJson, SnapshotJson } from '../../client/wire.js';
import type { ServiceAddress } from '../service/address.js';
import { call } from '../service/call.js';
import type { DeckState } from './deck-state.js';

/** What the keys that can be seen need beside the snapshot. */
export interface Needs {
  readonly kills: boolean;
  readonly readings: boolean;
}

/** Reads what no snapshot has: one round at a time, and another one where something has changed meanwhile. */
export interface Facts {
  /** Settles when everything that is needed has been read; false: the service did not answer all of it. */
  read(): Promise<boolean>;
}

interface ShowReply {
  readonly game_mode: GameMode;
  readonly run_through_minutes: number;
  readonly variables: readonly { readonly name: string; readonly reads: string }[];
}

export function createFacts(
  address: () => ServiceAddress,
  needs: () => Needs,
  state: () => DeckState,
  nowMs: () => number,
  show: (change: Partial<DeckState>) => void,
): Facts {
  let round: Promise<boolean> | null = null;
  let isAnotherDue = false;
  const isDue = (): boolean => isAnotherDue;

  async function readRounds(): Promise<boolean> {
    isAnotherDue = false;
    const from = address();
    const parts = await Promise.all([readMaps(), readShow(), readKills()]);
    // Another service has other raids.
    if (address() !== from) return readRounds();
    const known = parts.filter((part) => part !== null);
    const change = known.reduce((all, part) => ({ ...all, ...part }), {});
    if (Object.keys(change).length > 0) show(change);
    return isDue() ? readRounds() : known.length === parts.length;
  }

  async function readMaps(): Promise<Partial<DeckState> | null> {
    if (state().maps.length > 0) return {};
    const answer = await call<{ maps: readonly MapJson[] }>(address(), 'GET', '/maps');
    return answer.kind === 'ok' ? { maps: answer.json.maps } : null;
  }

  async function readShow(): Promise<Partial<DeckState> | null> {
    const { showMode, snapshot } = state();
    if (!needs().readings && (showMode !== null || !isFirstRaid(snapshot))) return {};
    const answer = await call<ShowReply>(address(), 'GET', '/show');
    if (answer.kind !== 'ok') return null;
    const { game_mode, run_through_minutes, variables } = answer.json;
    return {
      showMode: game_mode,
      runThroughMinutes: run_through_minutes,
      readings: new Map(variables.map(({ name, reads }) => [name, reads])),
      readAtMs: nowMs(),
    };
  }

  async function readKills(): Promise<Partial<DeckState> | null> {
    const raidId = state().snapshot?.raid.raid_id ?? null;
    if (!needs().kills) return {};
    if (raidId === null) return { kills: { raidId: null, list: [] } };
    const answer = await call<{ kills: readonly KillJson[] }>(address(), 'GET', `/raids/${raidId}`);
    return answer.kind === 'ok' ? { kills: { raidId, list: answer.json.kills } } : null;
  }

  return {
    read() {
      isAnotherDue = true;
      round ??= readRounds().finally(() => {
        round = null;
      });
      return round;
    },
  };
}

function isFirstRaid(snapshot: SnapshotJson | null): boolean {
  return snapshot?.raid.game_mode == null && snapshot?.next_raid.game_mode == null;
}
