import type { FoundAddress } from '../obs/discovery/address.js';
import { withoutSecrets } from '../obs/link/without-secrets.js';
import { commandLine, type Place } from '../lib/how-started.js';
import type { CanvasFit } from '../obs/setup/canvas-fit.js';
import type { ObsState } from '../obs/status/obs-state.js';
import type { ReactionFault } from '../obs/react/fault.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import type { ProblemCode } from '../obs/status/problems.js';
import type { Check, CheckName } from './check.js';

/** Where OBS is looked for, without the password. */
export interface AddressFacts extends Pick<FoundAddress, 'url' | 'urlFrom' | 'passwordFrom'> {
  /** OBS's own settings file, where it cannot be read. */
  readonly unreadable: { readonly file: string; readonly reason: string } | null;
}

export function addressFacts({ url, urlFrom, passwordFrom, discovery }: FoundAddress): AddressFacts {
  const unreadable =
    discovery.kind === 'unreadable' ? { file: discovery.file, reason: discovery.reason } : null;
  return { url: withoutSecrets(url), urlFrom, passwordFrom, unreadable };
}

/** The part of the diagnosis that is about OBS. */
export function checkObs(
  address: AddressFacts,
  obs: ObsStatus,
  canvas: CanvasFit | null,
  place: Place,
  targetFaults: readonly ReactionFault[] = [],
): readonly Check[] {
  const isReady = obs.state === 'ready';
  return [
    checkAddress(address),
    isReady
      ? ok('obs_connection', 'Connection', `OBS answers at ${obs.url} and takes our calls.`)
      : fault('obs_connection', 'Connection', FINDINGS[obs.state], obs.message),
    checkVersion(obs),
    ...Object.entries(IN_OBS).map(([check, inOrder]) => {
      const found = { check: check as InObs, title: inOrder.title };
      const inObs = isReady
        ? checkInObs(found, inOrder.finding(obs), obs, place)
        : notLookedAt(found.check, found.title);
      return found.check === 'reactions' ? withTargets(inObs, targetFaults) : inObs;
    }),
    isReady ? checkCanvas(canvas) : notLookedAt('canvas', 'Canvas'),
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
        : passwordFrom === 'withheld'
          ? 'no password: the stored one belongs to another address'
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

type InObs = Extract<CheckName, 'scenes' | 'sources' | 'source_kinds' | 'on_program' | 'reactions'>;

/** The checks that a connected OBS allows, with what is said when all is well. */
const IN_OBS: Readonly<Record<InObs, { title: string; finding: (obs: ObsStatus) => string }>> = {
  scenes: {
    title: 'Scenes',
    finding: ({ sceneCollection }) =>
      `All of the show's scenes are in the scene collection "${sceneCollection ?? '?'}".`,
  },
  sources: { title: 'Text sources', finding: () => "All of the show's text sources are there." },
  source_kinds: { title: 'Source kinds', finding: () => 'This OBS can draw them all.' },
  on_program: {
    title: 'On program',
    finding: ({ programScene }) => (programScene === null ? 'No scene yet.' : `OBS shows "${programScene}".`),
  },
  reactions: { title: 'Reactions', finding: () => 'Nothing in OBS is in their way.' },
};

/** Which check a problem belongs to, and how bad it is there: a warning is nothing that a mended OBS would need. */
const CHECK_OF: Readonly<Record<ProblemCode, readonly [InObs, Check['state']]>> = {
  scene_held: ['on_program', 'warning'],
  scene_missing: ['scenes', 'fault'],
  not_drawn: ['source_kinds', 'fault'],
  text_missing: ['sources', 'fault'],
  text_refused: ['sources', 'fault'],
  not_text: ['sources', 'fault'],
  from_file: ['sources', 'fault'],
  fought_over: ['sources', 'fault'],
  replay_missing: ['reactions', 'warning'],
  replay_off: ['reactions', 'warning'],
  reaction_source: ['reactions', 'warning'],
  reaction_kind: ['reactions', 'warning'],
  chapter_too_old: ['reactions', 'warning'],
  chapter_format: ['reactions', 'warning'],
  reaction_studio: ['reactions', 'ok'],
  renamed: ['scenes', 'warning'],
  other_scene: ['on_program', 'ok'],
};

/** What reactions do in other programs can be in order, or not, whatever OBS does. */
function withTargets(inObs: Check, faults: readonly ReactionFault[]): Check {
  if (faults.length === 0) return inObs;
  const each = (part: 'finding' | 'remedy') => [...new Set(faults.map((fault) => fault[part]))].join(' ');
  const isWrong = inObs.state === 'warning';
  return {
    ...{ ...inObs, state: 'warning' },
    finding: isWrong ? `${inObs.finding} ${each('finding')}` : each('finding'),
    remedy: isWrong ? `${inObs.remedy ?? ''} ${each('remedy')}` : each('remedy'),
  };
}

/** In a terminal the service may not run, and there is no button: what to do there instead. */
const IN_TERMINAL: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  scene_missing: () => addThem(),
  text_missing: () => addThem(),
  not_drawn: () => deleteAndAdd(),
  text_refused: () => deleteAndAdd(),
  renamed: () => 'Put the new names into show.json: they are followed only as long as OBS runs.',
};

function addThem(): string {
  return `Add them: ${commandLine('setup-obs')}. Or name yours in show.json, null for those you do not want.`;
}

function deleteAndAdd(): string {
  return `Delete them in OBS, then run ${commandLine('setup-obs')}.`;
}

function checkInObs(
  base: Pick<Check, 'check' | 'title'>,
  inOrder: string,
  { problems }: ObsStatus,
  place: Place,
): Check {
  const mine = problems.filter(({ code }) => CHECK_OF[code][0] === base.check);
  if (mine.length === 0) return { ...base, state: 'ok', finding: inOrder, remedy: null };
  const states = mine.map(({ code }) => CHECK_OF[code][1]);
  const remedies = mine.map(
    ({ code, remedy }) => (place === 'terminal' ? IN_TERMINAL[code]?.() : undefined) ?? remedy,
  );
  const state = states.includes('fault') ? 'fault' : states.includes('warning') ? 'warning' : 'ok';
  return {
    ...base,
    state,
    finding: mine.map(({ finding }) => finding).join(' '),
    remedy: state === 'ok' ? null : [...new Set(remedies)].join(' '),
  };
}

function checkCanvas(fit: CanvasFit | null): Check {
  const [check, title] = ['canvas', 'Canvas'] as const;
  if (fit === null)
    return { check, title, state: 'unknown', finding: 'OBS does not tell how its canvas is.', remedy: null };
  const { canvas, misfits } = fit;
  const size = `${canvas.width}×${canvas.height}`;
  return misfits.length > 0
    ? fault(
        check,
        title,
        `OBS's canvas is ${size}, and these scenes were made for another one: ${misfits.map((name) => `"${name}"`).join(', ')}.`,
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
  return { check, title, state: 'unknown', finding: 'OBS is not connected.', remedy: null };
}
