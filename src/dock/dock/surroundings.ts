import { call } from '../lib/call.js';
import type { GameMode, MapJson, SessionHeadJson, SnapshotJson } from '../lib/wire.js';
import type { DockModel } from './model.js';

/** The session that was asked for last, so that none is asked for twice. */
let askedSession: number | null = null;

/** What hardly ever changes and is in no snapshot: asked for when it is needed, again when there was no answer. */
export async function readSurroundings(
  model: DockModel,
  { raid, next_raid, session: { session_id } }: SnapshotJson,
): Promise<Partial<DockModel>> {
  const isFirstRaid = raid.game_mode === null && next_raid.game_mode === null;
  const parts = await Promise.all([
    model.maps.length === 0 ? readMaps() : {},
    isFirstRaid && model.showMode === null ? readShowMode() : {},
    session_id !== null && session_id !== askedSession ? readSession(session_id) : {},
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

/** By its id, since an import gives old sessions newer ones: the first of those before the next. */
async function readSession(sessionId: number): Promise<Partial<DockModel>> {
  askedSession = sessionId;
  const answer = await call<{ sessions: readonly SessionHeadJson[] }>(
    'GET',
    `/sessions?limit=1&cursor=${sessionId + 1}`,
  );
  if (answer.kind === 'lost') askedSession = null;
  const session = answer.kind === 'ok' ? answer.json.sessions[0] : undefined;
  return session === undefined ? {} : { session };
}
