import { call } from '../lib/call.js';
import type { GameMode, MapJson, SessionHeadJson, SnapshotJson } from '../lib/wire.js';
import type { DockModel } from './model.js';

type Part = Partial<DockModel>;

/** What was asked for last of each: nothing twice, since snapshots come faster than answers. */
const asked = new Map<string, string>();

/** What hardly ever changes and is in no snapshot: asked for when it is needed, again when there was no answer. */
export async function readSurroundings({ raid, next_raid, session }: SnapshotJson): Promise<Part> {
  const isFirstRaid = raid.game_mode === null && next_raid.game_mode === null;
  const { session_id } = session;
  const parts = await Promise.all([
    once('maps', '/maps', readMaps),
    isFirstRaid ? once('show', '/show', readShowMode) : {},
    // By its id, since an import gives old sessions newer ones: the first of those before the next.
    session_id === null ? {} : once('session', `/sessions?limit=1&cursor=${session_id + 1}`, readSession),
  ]);
  return Object.assign({}, ...parts);
}

/** @param read null when there was no answer. */
async function once(what: string, path: string, read: (path: string) => Promise<Part | null>): Promise<Part> {
  if (asked.get(what) === path) return {};
  asked.set(what, path);
  const part = await read(path);
  if (part === null && asked.get(what) === path) asked.delete(what);
  return part ?? {};
}

async function readMaps(path: string): Promise<Part | null> {
  const answer = await call<{ maps: readonly MapJson[] }>('GET', path);
  return answer.kind === 'ok' ? { maps: answer.json.maps } : null;
}

async function readShowMode(path: string): Promise<Part | null> {
  const answer = await call<{ game_mode: GameMode }>('GET', path);
  return answer.kind === 'ok' ? { showMode: answer.json.game_mode } : null;
}

async function readSession(path: string): Promise<Part | null> {
  const answer = await call<{ sessions: readonly SessionHeadJson[] }>('GET', path);
  const session = answer.kind === 'ok' ? answer.json.sessions[0] : undefined;
  return session === undefined ? null : { session };
}
