import { HEALTH_REPLY, presentHealth } from '../../contract/health.js';
import { presentCurrent, RAID_REPLY } from '../../contract/raid.js';
import { raidLine, withNote } from '../call/deck-lines.js';
import { obsNote } from '../call/obs-note.js';
import { json, read, type CallContext, type Route } from '../call/route.js';

/** What a key or a page may ask about raids and figures. */
export const readRoutes: readonly Route[] = [
  ...[
    ['/raid', 'The open raid, else the last one.'] as const,
    ['/stats/current', 'The same as /raid.'] as const,
  ].map(([path, summary]) =>
    read({ path, summary, reply: RAID_REPLY, handle: (_fields, context) => currentRaid(context) }),
  ),
  read({
    path: '/health',
    summary: 'Whether the service and its storage work.',
    reply: HEALTH_REPLY,
    handle: (_fields, context) => health(context),
  }),
];

async function currentRaid({ ports }: CallContext) {
  const { raid } = await ports.snapshot();
  const now = ports.now();
  return json(presentCurrent(raid, now), withNote(raidLine(raid, now), obsNote(ports.obs.status())));
}

/** Reads the truth once, so that a broken database is not called healthy. */
async function health({ ports }: CallContext) {
  const { revision } = await ports.snapshot();
  const { version, archive, obs } = ports;
  const body = presentHealth({ version, revision, obs: obs.state(), databaseId: archive.databaseId });
  return json(body, body.message);
}
