import { call } from '../lib/call.js';
import type { GameMode, MapJson, SessionHeadJson, SnapshotJson } from '../lib/wire.js';
import type { DockModel } from './model.js';

/** What hardly ever changes and is in no snapshot: asked for when it is needed, again when there was no answer. */
export async function readSurroundings(
  model: DockModel,
  { raid, next_raid, session: { session_id } }: SnapshotJson,
): Promise<Partial<DockModel>> {
  const isFirstRaid = raid.game_mode === null && next_raid.game_mode === null;
  const isOtherSession = session_id !== null && session_id !== model.session?.session_id;
  const parts = await Promise.all([
    model.maps.length === 0 ? readMaps() : {},
    isFirstRaid && model.showMode === null ? readShowMode() : {},
    isOtherSession ? readSession() : {},
  ]);
  return Object.assign({}, ...parts);
}

async function readMaps(): Promise<Partial<DockModel>> {
  const answer = await call<{ maps: readonly MapJson[] }>('GET', '/maps');
  return answer.kind === 'ok' ? { maps: answer.json.maps } : {};
}

async function readShowMode(): Promise<Partial<DockModel>> {
  const answer = await call<{ game_mode: GameMode }>('GET', '/show');
  return answer.kind === 'ok' ? { showMode: answer.json.game_mode } : {};
}

async function readSession(): Promise<Partial<DockModel>> {
  const answer = await call<{ sessions: readonly SessionHeadJson[] }>('GET', '/sessions?limit=1');
  const session = answer.kind === 'ok' ? answer.json.sessions[0] : undefined;
  return session === undefined ? {} : { session };
}
