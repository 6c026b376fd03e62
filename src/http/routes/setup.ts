import * as z from 'zod';
import {
  DIAGNOSIS_REPLY,
  FIT_REPLY,
  presentDiagnosis,
  presentFit,
  presentSetup,
  SETUP_REPLY,
} from '../../contract/setup.js';
import { doneReply, presentDone } from '../../contract/press.js';
import { parseObsAddress } from '../../lib/obs-address.js';
import type { ConnectChange } from '../../service/obs-setup.js';
import { flag, obsAddress, secretText } from '../call/field-types.js';
import { readPressState } from '../call/press-state.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';

const CONNECT = z.object({
  url: obsAddress().optional(),
  password: secretText().optional(),
  use_obs_settings: flag().optional(),
});

/** Getting OBS and this program together, and finding out what is in the way. */
export const setupRoutes: readonly Route[] = [
  press({
    path: '/obs/setup',
    summary: 'Add our missing scenes and sources to the scene collection that is open in OBS.',
    reply: SETUP_REPLY,
    handle: (_fields, context) => setUp(context),
  }),
  press({
    path: '/obs/fit',
    summary: 'Fit our scenes to the canvas that OBS has now.',
    reply: FIT_REPLY,
    handle: (_fields, context) => fit(context),
  }),
  press({
    path: '/obs/connect',
    summary: 'Store another address or password of OBS, and try it.',
    fields: CONNECT,
    isLocalOnly: true,
    reply: doneReply(
      'Stored. OBS 32.2.2 is connected.',
      {},
      { request: { url: '192.168.1.20:4455', password: 'the password from OBS' } },
    ),
    handle: connect,
  }),
  read({
    path: '/doctor',
    summary: 'Everything that must be right, each with what to do where it is not.',
    reply: DIAGNOSIS_REPLY,
    handle: async (_fields, { ports }) => {
      const { ok, message, checks, table } = await ports.doctor();
      return json(presentDiagnosis(ok, message, checks), table);
    },
  }),
];

async function setUp(context: CallContext) {
  const result = await context.ports.obs.setUp();
  if (!result.ok) throw new HttpError('obs-not-ready', result.message);
  return json(presentSetup(result, await readPressState(context)), result.message);
}

async function fit(context: CallContext) {
  const result = await context.ports.obs.fitScenes();
  if (!result.ok) throw new HttpError('obs-not-ready', result.message);
  return json(presentFit(result, await readPressState(context)), result.message);
}

/** Unlike a press it waits for OBS, for some seconds at most: how that went is what its caller wants to know. */
async function connect(change: z.output<typeof CONNECT>, context: CallContext) {
  const result = await context.ports.obs.connect(connectionOf(change));
  if (!result.ok) throw new HttpError('settings-refused', result.message);
  const { changed, obs } = result;
  const message = `${storedWords(change, changed)} ${obs.message}`;
  const scene = { ...(await readPressState(context)), obs: obs.state };
  return json(presentDone({ changed, message }, scene), message);
}

function connectionOf(change: z.output<typeof CONNECT>): ConnectChange {
  const { url, password, use_obs_settings: useObsSettings = false } = change;
  if (useObsSettings && (url !== undefined || password !== undefined))
    throw new HttpError('bad-input', 'Give use_obs_settings alone, or url and password.');
  if (useObsSettings) return { useObsSettings };
  const address = url === undefined ? null : parseObsAddress(url);
  const given = { url: address?.url, password: password ?? address?.password ?? undefined };
  if (given.url === undefined && given.password === undefined) {
    const message = 'Give url, password or both; POST /obs/resync tries again with what is set.';
    throw new HttpError('bad-input', message);
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function storedWords(
  { use_obs_settings: useObsSettings }: z.output<typeof CONNECT>,
  changed: boolean,
): string {
  if (useObsSettings === true)
    return `The address and password from OBS's own settings are used ${changed ? 'now' : 'already'}.`;
  return changed ? 'Stored.' : 'That was stored already.';
}
