import { z } from 'zod';
import { flag } from './field-types.js';
import { presentObs } from './present-obs.js';
import { presentRaid } from './present-raid.js';
import { HttpProblem } from './problem.js';
import { NO_FIELDS, press, read, type CallContext, type Reply, type Route } from './route.js';

/** What a key or a page may ask of the OBS side. */
export const obsRoutes: readonly Route[] = [
  read('/obs', 'How the link to OBS stands, and what to do where it does not.', ({ ports }) => {
    const obs = ports.obs.status();
    // Names only where they are asked for: a snapshot goes out with each press.
    const json = { ...presentObs(obs), scenes: [...obs.scenes], text_inputs: [...obs.textInputs] };
    return Promise.resolve({ kind: 'json', status: 200, json, text: obs.message });
  }),
  press('/obs/resync', 'Push every text and the scene to OBS again.', NO_FIELDS, (_fields, context) =>
    resync(context),
  ),
  press(
    '/obs/scene',
    'Switch OBS to the scene that belongs to this moment; a protected scene is left only with force=true.',
    z.object({ force: flag().optional() }),
    showScene,
  ),
];

/** Unlike a press it waits for OBS: whether the scene is on is what its caller wants to know. */
async function showScene(
  { force = false }: { force?: boolean | undefined },
  { ports }: CallContext,
): Promise<Reply> {
  const result = await ports.obs.showScene(force);
  if (!result.ok) throw new HttpProblem(result.code, result.message);
  const { raid } = await ports.snapshot();
  const message = result.changed
    ? `OBS shows "${result.scene}" now.`
    : `OBS shows "${result.scene}" already.`;
  const json = {
    ok: true,
    changed: result.changed,
    message,
    raid: raid === null ? null : presentRaid(raid, ports.now()),
    obs: ports.obs.state(),
  };
  return { kind: 'json', status: 200, json, text: message };
}

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
