import { raidLine, withNote } from './deck-lines.js';
import { obsNote } from './obs-note.js';
import { presentCurrent } from './present-snapshot.js';
import { read, type CallContext, type Reply, type Route } from './route.js';

/** What a key or a page may ask about raids and figures. */
export const readRoutes: readonly Route[] = [
  read('/raid', 'The open raid, else the last one.', currentRaid),
  read('/stats/current', 'The same as /raid.', currentRaid),
  read('/health', 'Whether the service and its storage work.', health),
];

async function currentRaid({ ports }: CallContext): Promise<Reply> {
  const snapshot = await ports.snapshot();
  const now = ports.now();
  return {
    kind: 'json',
    status: 200,
    json: presentCurrent(snapshot, now),
    text: withNote(raidLine(snapshot.raid, now), obsNote(ports.obs.status())),
  };
}

/** Reads the truth once, so that a broken database is not called healthy. */
async function health({ ports }: CallContext): Promise<Reply> {
  const { revision } = await ports.snapshot();
  const message = `Tarkov Stream Producer ${ports.version} is running.`;
  const json = {
    ok: true,
    message,
    version: ports.version,
    revision,
    obs: ports.obs.state(),
    database_id: ports.archive.databaseId,
  };
  return { kind: 'json', status: 200, json, text: message };
}
