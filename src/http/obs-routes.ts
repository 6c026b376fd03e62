import { presentObs } from './present-obs.js';
import { presentRaid } from './present-raid.js';
import { NO_FIELDS, press, read, type CallContext, type Reply, type Route } from './route.js';

/** What a key or a page may ask of the OBS side. */
export const obsRoutes: readonly Route[] = [
  read('/obs', 'How the link to OBS stands, and what to do where it does not.', ({ ports }) => {
    const obs = ports.obs.status();
    return Promise.resolve({ kind: 'json', status: 200, json: presentObs(obs), text: obs.message });
  }),
  press('/obs/resync', 'Push every text and the scene to OBS again.', NO_FIELDS, (_fields, context) =>
    resync(context),
  ),
];

/** Answers at once, as every press: `obs` is the state from which it starts, `GET /obs` tells how it went. */
async function resync({ ports }: CallContext): Promise<Reply> {
  const { raid } = await ports.snapshot();
  const { state } = ports.obs.status();
  ports.obs.resync();
  const message =
    state === 'ready' ? 'Every text is being sent to OBS again.' : 'OBS is being tried again now.';
  const json = {
    ok: true,
    // Nothing is stored by it, so there is nothing to undo either.
    changed: false,
    message,
    raid: raid === null ? null : presentRaid(raid, ports.now()),
    obs: state,
  };
  return { kind: 'json', status: 200, json, text: message };
}
