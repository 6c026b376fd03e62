import * as z from 'zod';
import { OBS_STATUS_REPLY, presentObsStatus } from '../../contract/obs.js';
import { doneReply, presentDone } from '../../contract/press.js';
import { flag } from '../call/field-types.js';
import { readPressState } from '../call/press-state.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';

const FORCE = z.object({ force: flag().optional() });

/** What a key or a page may ask of the OBS side. */
export const obsRoutes: readonly Route[] = [
  read({
    path: '/obs',
    summary: 'How the link to OBS stands, and what to do where it does not.',
    reply: OBS_STATUS_REPLY,
    handle: (_fields, { ports }) => {
      const obs = ports.obs.status();
      return Promise.resolve(json(presentObsStatus(obs), obs.message));
    },
  }),
  press({
    path: '/obs/resync',
    summary: 'Push every text and the scene to OBS again.',
    reply: doneReply('Every text is being sent to OBS again.', { changed: false }),
    handle: (_fields, context) => resync(context),
  }),
  press({
    path: '/obs/scene',
    summary:
      'Switch OBS to the scene that belongs to this moment; a protected scene is left only with force=true.',
    fields: FORCE,
    reply: doneReply('OBS shows "Tarkov Lobby" now.'),
    handle: showScene,
  }),
];

/** Unlike a press it waits for OBS: whether the scene is on is what its caller wants to know. */
async function showScene({ force = false }: z.output<typeof FORCE>, context: CallContext) {
  const result = await context.ports.obs.showScene(force);
  if (!result.ok) throw new HttpError(result.code, result.message);
  const { changed, scene } = result;
  const message = `OBS shows "${scene}" ${changed ? 'now' : 'already'}.`;
  return json(presentDone({ changed, message }, await readPressState(context)), message);
}

/** Answers at once, as every press: `obs` is the state from which it starts, `GET /obs` tells how it went. */
async function resync(context: CallContext) {
  const scene = await readPressState(context);
  context.ports.obs.resync();
  const message =
    scene.obs === 'ready' ? 'Every text is being sent to OBS again.' : 'OBS is being tried again now.';
  // Nothing is stored by it, so there is nothing to undo either.
  return json(presentDone({ changed: false, message }, scene), message);
}
