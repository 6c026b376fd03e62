import { z } from 'zod';
import { parseObsAddress } from '../lib/obs-address.js';
import { flag, obsAddress, secretText } from './field-types.js';
import type { ConnectChange, SetupView } from './ports.js';
import { presentRaid } from './present-raid.js';
import { HttpProblem } from './problem.js';
import { NO_FIELDS, press, read, type CallContext, type Reply, type Route } from './route.js';

const CONNECT = z.object({
  url: obsAddress().optional(),
  password: secretText().optional(),
  use_obs_settings: flag().optional(),
});

/** Getting OBS and this program together, and finding out what is in the way. */
export const setupRoutes: readonly Route[] = [
  press(
    '/obs/setup',
    'Add our missing scenes and sources to the scene collection that is open in OBS.',
    NO_FIELDS,
    (_fields, context) => setUp(context),
  ),
  press('/obs/fit', 'Fit our scenes to the canvas that OBS has now.', NO_FIELDS, (_fields, context) =>
    fit(context),
  ),
  {
    ...press('/obs/connect', 'Store another address or password of OBS, and try it.', CONNECT, connect),
    isLocalOnly: true,
  },
  read(
    '/doctor',
    'Everything that must be right, each with what to do where it is not.',
    async ({ ports }) => {
      const { ok, message, checks, table } = await ports.doctor();
      return { kind: 'json', status: 200, json: { ok, message, checks }, text: table };
    },
  ),
];

async function setUp({ ports }: CallContext): Promise<Reply> {
  const result = await ports.obs.setUp();
  if (!result.ok) throw new HttpProblem('obs-not-ready', result.message);
  const json = { ...(await commonPart({ ports })), ...presentSetup(result) };
  return { kind: 'json', status: 200, json, text: result.message };
}

function presentSetup(result: SetupView & { ok: true }): object {
  return {
    changed: result.madeScenes.length + result.madeSources.length + (result.replacedItems ?? 0) > 0,
    message: result.message,
    scene_collection: result.sceneCollection,
    made: { scenes: [...result.madeScenes], sources: [...result.madeSources] },
    already_there: { scenes: [...result.presentScenes], sources: [...result.presentSources] },
    not_made: result.notMade.map(({ name, reason }) => ({ name, reason })),
  };
}

async function fit({ ports }: CallContext): Promise<Reply> {
  const result = await ports.obs.fitScenes();
  if (!result.ok) throw new HttpProblem('obs-not-ready', result.message);
  const { message, canvas, scenes } = result;
  const json = {
    ...(await commonPart({ ports })),
    ...{ changed: scenes.length > 0, message, canvas: { ...canvas }, scenes: [...scenes] },
  };
  return { kind: 'json', status: 200, json, text: message };
}

/** Unlike a press it waits for OBS, for some seconds at most: how that went is what its caller wants to know. */
async function connect(change: z.output<typeof CONNECT>, { ports }: CallContext): Promise<Reply> {
  const result = await ports.obs.connect(connectionOf(change));
  if (!result.ok) throw new HttpProblem('settings-refused', result.message);
  const message = `${storedWords(change, result.changed)} ${result.obs.message}`;
  const json = { ...(await commonPart({ ports })), changed: result.changed, message, obs: result.obs.state };
  return { kind: 'json', status: 200, json, text: message };
}

function connectionOf(change: z.output<typeof CONNECT>): ConnectChange {
  const { url, password, use_obs_settings: useObsSettings = false } = change;
  if (useObsSettings && (url !== undefined || password !== undefined))
    throw new HttpProblem('bad-input', 'Give use_obs_settings alone, or url and password.');
  if (useObsSettings) return { useObsSettings };
  const address = url === undefined ? null : parseObsAddress(url);
  const given = { url: address?.url, password: password ?? address?.password ?? undefined };
  if (given.url === undefined && given.password === undefined) {
    const message = 'Give url, password or both; POST /obs/resync tries again with what is set.';
    throw new HttpProblem('bad-input', message);
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

async function commonPart({ ports }: Pick<CallContext, 'ports'>): Promise<object> {
  const { raid } = await ports.snapshot();
  return {
    ok: true,
    raid: raid === null ? null : presentRaid(raid, ports.now()),
    obs: ports.obs.state(),
  };
}
