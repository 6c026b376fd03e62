import type { CanvasFit } from '../obs/canvas-fit.js';
import type { ObsState, ObsStatus } from '../obs/obs-status.js';
import type { Check, CheckName } from './check.js';
import type { AddressFacts } from './diagnose.js';

/** The part of the diagnosis that is about OBS. */
export function checkObs(address: AddressFacts, obs: ObsStatus, canvas: CanvasFit | null): readonly Check[] {
  const isReady = obs.state === 'ready';
  return [
    checkAddress(address),
    isReady
      ? ok('obs_connection', 'Connection', `OBS answers at ${obs.url} and takes our calls.`)
      : fault('obs_connection', 'Connection', FINDINGS[obs.state], obs.message),
    checkVersion(obs),
    isReady ? checkScenes(obs) : notLookedAt('scenes', 'Scenes'),
    isReady ? checkSources(obs) : notLookedAt('sources', 'Text sources'),
    isReady ? checkKinds(obs) : notLookedAt('source_kinds', 'Source kinds'),
    isReady && canvas !== null ? checkCanvas(canvas) : notLookedAt('canvas', 'Canvas'),
  ];
}

const FINDINGS: Readonly<Record<Exclude<ObsState, 'ready'>, string>> = {
  connecting: 'OBS is not connected yet.',
  not_running: 'OBS is not running.',
  server_off: "OBS's WebSocket server does not listen.",
  wrong_password: 'OBS does not take the password.',
  not_obs: 'What answers there is not OBS.',
  too_old: 'OBS and this program speak different protocols.',
  kicked: 'This program was disconnected by hand in OBS.',
  closing: 'OBS is closing.',
  unreachable: 'OBS cannot be reached.',
};

function checkAddress({ url, urlFrom, passwordFrom, unreadable }: AddressFacts): Check {
  const [check, title] = ['obs_address', 'OBS address'] as const;
  const origin = {
    settings: 'from our settings',
    obs: "from OBS's own settings",
    default: 'the default',
  }[urlFrom];
  const password =
    passwordFrom === 'settings'
      ? 'password from our settings'
      : passwordFrom === 'obs'
        ? "password from OBS's own settings"
        : 'no password';
  const finding = `${url} (${origin}), ${password}.`;
  if (unreadable !== null && passwordFrom !== 'settings')
    return {
      check,
      title,
      state: 'warning',
      finding: `${finding} OBS's own settings file ${unreadable.file} ${unreadable.reason}.`,
      remedy: 'If OBS asks for a password, put it into settings.json as "obs_password".',
    };
  return ok(check, title, finding);
}

function checkVersion({ state, obsVersion, websocketVersion }: ObsStatus): Check {
  const [check, title] = ['obs_version', 'OBS version'] as const;
  if (state === 'too_old')
    return fault(check, title, 'It does not fit this program.', 'Install OBS 28 or newer.');
  if (obsVersion === null) return notLookedAt(check, title);
  return ok(check, title, `OBS ${obsVersion} with obs-websocket ${websocketVersion ?? '?'}.`);
}

const SET_UP =
  'Add them: tarkov-stream-producer setup-obs (or POST /obs/setup); or name yours in show.json, null for those you do not want.';

function checkScenes({ missingScenes, sceneCollection, renamed }: ObsStatus): Check {
  const [check, title] = ['scenes', 'Scenes'] as const;
  const place = `the scene collection "${sceneCollection ?? '?'}"`;
  if (missingScenes.length > 0)
    return fault(check, title, `Not in ${place}: ${quoted(missingScenes)}.`, SET_UP);
  if (renamed.length > 0)
    return {
      check,
      title,
      state: 'warning',
      finding: `Renamed in OBS: ${renamed.map(({ from, to }) => `"${from}" is now "${to}"`).join(', ')}.`,
      remedy: 'Put the new names into show.json: they are followed only as long as OBS runs.',
    };
  return ok(check, title, `All of the show's scenes are in ${place}.`);
}

function checkSources({ missingInputs }: ObsStatus): Check {
  const [check, title] = ['sources', 'Text sources'] as const;
  return missingInputs.length > 0
    ? fault(check, title, `Missing in OBS: ${quoted(missingInputs)}.`, SET_UP)
    : ok(check, title, "All of the show's text sources are there.");
}

function checkKinds({ deadInputs }: ObsStatus): Check {
  const [check, title] = ['source_kinds', 'Source kinds'] as const;
  if (deadInputs.length === 0) return ok(check, title, 'This OBS can draw them all.');
  const [first] = deadInputs;
  return fault(
    check,
    title,
    `This OBS cannot draw ${quoted(deadInputs.map(({ name }) => name))} (made on another system as ${first?.kind ?? '?'}).`,
    'Delete them in OBS, then run tarkov-stream-producer setup-obs (or POST /obs/setup).',
  );
}

function checkCanvas({ canvas, misfits }: CanvasFit): Check {
  const [check, title] = ['canvas', 'Canvas'] as const;
  const size = `${canvas.width}×${canvas.height}`;
  return misfits.length > 0
    ? fault(
        check,
        title,
        `OBS's canvas is ${size}, and these scenes were made for another one: ${quoted(misfits)}.`,
        'Press "Fit scenes to canvas" on the set-up page.',
      )
    : ok(check, title, `The Tarkov scenes fit OBS's canvas of ${size}.`);
}

function ok(check: CheckName, title: string, finding: string): Check {
  return { check, title, state: 'ok', finding, remedy: null };
}

function fault(check: CheckName, title: string, finding: string, remedy: string): Check {
  return { check, title, state: 'fault', finding, remedy };
}

function notLookedAt(check: CheckName, title: string): Check {
  return { check, title, state: 'unknown', finding: 'Not looked at: OBS is not connected.', remedy: null };
}

const NAMES_SHOWN = 8;

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
