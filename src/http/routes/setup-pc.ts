import * as z from 'zod';
import {
  AUTOSTART_REPLY,
  CALLERS_REPLY,
  NETWORK_REPLY,
  presentAutostart,
  presentCallers,
  presentNetwork,
  SET_AUTOSTART_REPLY,
  SET_NETWORK_REPLY,
} from '../../contract/setup-pc.js';
import { flag } from '../call/field-types.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';

const AUTOSTART = z.object({ enabled: flag() });
const NETWORK = z.object({
  enabled: flag(),
  new_token: flag().describe('true: makes another token, and who knows the old one is out').optional(),
});

/** Switches of the streaming PC itself: for its own page alone, and nothing for a key. */
const OF_THIS_PC = { isLocalOnly: true, hasAlias: false } as const;

export const setupPcRoutes: readonly Route[] = [
  read({
    path: '/callers',
    summary: 'Whether a deck key, the dock inside OBS and another device have called since the start.',
    reply: CALLERS_REPLY,
    handle: (_fields, { callers }) => {
      const body = presentCallers(callers);
      return Promise.resolve(json(body, body.message));
    },
  }),
  read({
    ...OF_THIS_PC,
    path: '/autostart',
    summary: 'Whether the program starts when its user signs in.',
    reply: AUTOSTART_REPLY,
    handle: (_fields, { ports }) => {
      const state = ports.autostart.state();
      return Promise.resolve(json(presentAutostart(state), state.message));
    },
  }),
  press({
    ...OF_THIS_PC,
    path: '/autostart',
    summary: 'Start the program when its user signs in, or not.',
    fields: AUTOSTART,
    reply: SET_AUTOSTART_REPLY,
    handle: ({ enabled }, { ports }) => {
      const result = ports.autostart.set(enabled);
      if (!result.ok) return Promise.reject(new HttpError('settings-refused', result.message));
      const { state, changed } = result;
      return Promise.resolve(json({ ...presentAutostart(state), changed }, state.message));
    },
  }),
  read({
    ...OF_THIS_PC,
    path: '/network',
    summary: 'Whether other devices may call, where, and by which token.',
    reply: NETWORK_REPLY,
    handle: (_fields, { ports }) => {
      const state = ports.network.state();
      return Promise.resolve(json(presentNetwork(state), state.message));
    },
  }),
  press({
    ...OF_THIS_PC,
    path: '/network',
    summary: 'Let other devices in by a token, or only this PC; it counts at once.',
    fields: NETWORK,
    reply: SET_NETWORK_REPLY,
    handle: setNetwork,
  }),
];

async function setNetwork(
  { enabled, new_token: newToken = false }: z.output<typeof NETWORK>,
  { ports }: CallContext,
) {
  const result = await ports.network.set({ enabled, newToken });
  if (!result.ok) throw new HttpError('settings-refused', result.message);
  const { state, changed } = result;
  // The token stands in the reply alone: the log keeps the sentence.
  const message = newToken && changed ? `${NEW_TOKEN} ${state.message}` : state.message;
  return json({ ...presentNetwork(state), message, changed }, message);
}

const NEW_TOKEN = 'A new token counts: every other device has to scan the new code.';
