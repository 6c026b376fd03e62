import { call } from '../lib/call.js';
import type { GameMode, MapJson, SessionJson, SnapshotJson } from '../../client/wire.js';
import type { DockModel } from './model.js';

/** The session that is on is among these, whatever an import has brought. */
const NEWEST = 5;

type Part = Partial<DockModel>;

/** What was asked for last of each: nothing twice, since snapshots come faster than answers. */
const asked = new Map<string, string>();

/** What hardly ever changes and is in no snapshot: asked for when it is needed, again when there was no answer. */
export async function readPageData({ raid, next_raid, session }: SnapshotJson): Promise<Part> {
  const isFirstRaid = raid.game_mode === null && next_raid.game_mode === null;
  const { session_id } = session;
  const parts = await Promise.all([
    once('maps', '/maps', readMaps),
    isFirstRaid ? once('show', '/show', readShowMode) : {},
    session_id === null
      ? {}
      : once(`session ${session_id}`, `/sessions?limit=${NEWEST}`, (path) => readSession(path, session_id)),
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

async function readSession(path: string, sessionId: number): Promise<Part | null> {
  const answer = await call<{ sessions: readonly SessionJson[] }>('GET', path);
  if (answer.kind !== 'ok') return null;
  const session = answer.json.sessions.find(({ session_id }) => session_id === sessionId);
  return session === undefined ? {} : { session };
}
