import type { Snapshot } from '../raid/snapshot.js';
import { raidLine, statsLine } from './deck-lines.js';
import { presentCurrent } from './present-snapshot.js';
import { presentAllTime, presentSession } from './present-stats.js';
import { read, type CallContext, type Reply, type Route } from './route.js';

/** What a key or a page may ask about raids and figures. */
export const readRoutes: readonly Route[] = [
  read('/raid', 'The open raid, else the last one.', currentRaid),
  read('/stats/current', 'The same as /raid.', currentRaid),
  read('/stats/session', 'Figures of this stream session, or of today.', (context) =>
    figures(context, ({ session }) => ({ json: presentSession(session), text: statsLine(session) })),
  ),
  read('/stats/all-time', 'Figures over every raid.', (context) =>
    figures(context, ({ all_time }) => ({ json: presentAllTime(all_time), text: statsLine(all_time) })),
  ),
  read('/health', 'Whether the service and its storage work.', health),
];

async function currentRaid({ ports }: CallContext): Promise<Reply> {
  const snapshot = await ports.snapshot();
  const now = ports.now();
  return {
    kind: 'json',
    status: 200,
    json: presentCurrent(snapshot, now),
    text: raidLine(snapshot.raid, now),
  };
}

async function figures(
  { ports }: CallContext,
  present: (snapshot: Snapshot) => { json: object; text: string },
): Promise<Reply> {
  return { kind: 'json', status: 200, ...present(await ports.snapshot()) };
}

/** Reads the truth once, so that a broken database is not called healthy. */
async function health({ ports }: CallContext): Promise<Reply> {
  const { revision } = await ports.snapshot();
  const message = `Tarkov Stream Producer ${ports.version} is running.`;
  const json = { ok: true, message, version: ports.version, revision, obs: ports.obs.status().state };
  return { kind: 'json', status: 200, json, text: message };
}
