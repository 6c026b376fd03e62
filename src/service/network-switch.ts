import { randomBytes } from 'node:crypto';
import { changeSettingsFile } from '../config/settings-file.js';
import { letsOthersIn, SettingsError, type EnvironmentSettings, type Settings } from '../config/settings.js';
import type { Config } from '../config/config.js';
import { createTurns } from '../lib/in-turn.js';
import { isUrlOfThisPc } from '../lib/this-pc.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { Refused } from './obs-setup.js';

/** Whether other devices may call, and how they get in. */
export interface NetworkState {
  readonly enabled: boolean;
  /** Where they find this PC, the likeliest first; empty: nowhere now. */
  readonly addresses: readonly string[];
  /** What they must know; null: there is none yet. Never for anybody but the streamer. */
  readonly token: string | null;
  /** Environment variables that win over what is stored, so that the switch cannot change it. */
  readonly fixedBy: readonly string[];
  /** One or two plain sentences. */
  readonly message: string;
}

export interface NetworkChange {
  readonly enabled: boolean;
  /** Another token: who knows the old one is out. */
  readonly newToken?: boolean;
}

/** The switch that lets a phone and a second PC in. */
export interface NetworkSwitch {
  state(): NetworkState;
  /** Stores it and settles when it counts; nothing is changed where it is refused. */
  set(
    change: NetworkChange,
  ): Promise<{ readonly ok: true; readonly changed: boolean; readonly state: NetworkState } | Refused>;
}

/** Who may call besides programs on this PC, as the HTTP side takes it. */
export interface AccessSettings {
  readonly host: string | null;
  readonly hostFrom: 'environment' | 'file';
  readonly token: string | null;
  readonly names: readonly string[];
  readonly origins: readonly string[];
}

export function accessOf(settings: Settings, environment: EnvironmentSettings): AccessSettings {
  const { host, token, allowedNames, allowedOrigins } = settings;
  const hostFrom = environment.host === undefined ? 'file' : 'environment';
  return { host, hostFrom, token, names: allowedNames, origins: allowedOrigins };
}

export interface NetworkSwitchParts {
  readonly settings: WatchedFile<Settings>;
  readonly config: Config;
  /** URLs that answer now. */
  readonly addresses: () => readonly string[];
  /** Lets these settings count; rejects with a sentence where the addresses cannot be had. */
  readonly letIn: (settings: Settings) => Promise<void>;
}

/** Every address that the PC has, of IPv4: what phones and routers at home speak. */
const ALL_ADDRESSES = '0.0.0.0';

export function createNetworkSwitch(parts: NetworkSwitchParts): NetworkSwitch {
  const { settings, config, addresses } = parts;
  const { environment } = config;
  // Each reads the file that the one before has written.
  const inTurn = createTurns();
  const state = (): NetworkState => describe(settings.value(), environment, addresses());

  async function set({ enabled, newToken = false }: NetworkChange): ReturnType<NetworkSwitch['set']> {
    const { host, token } = settings.value();
    const isSwitched = letsOthersIn(host) !== enabled;
    const fault = overruledBy(environment, isSwitched, newToken);
    if (fault !== null) return { ok: false, message: fault };
    const needsToken = newToken || (enabled && token === null);
    try {
      const changed = await changeSettingsFile(config.places.settingsFile, {
        ...(isSwitched ? { host: enabled ? ALL_ADDRESSES : undefined } : {}),
        ...(needsToken ? { token: makeToken() } : {}),
      });
      settings.readNow();
      await parts.letIn(settings.value());
      return { ok: true, changed, state: state() };
    } catch (error) {
      if (error instanceof SettingsError) return { ok: false, message: error.message };
      throw error;
    }
  }

  return {
    state,
    set: (change) => inTurn(() => set(change)),
  };
}

function describe(
  { host, token }: Settings,
  environment: EnvironmentSettings,
  urls: readonly string[],
): NetworkState {
  const enabled = letsOthersIn(host);
  const addresses = urls.filter((url) => !isUrlOfThisPc(url));
  const fixedBy = [
    ...(environment.host === undefined ? [] : ['TSP_HOST']),
    ...(environment.token === undefined ? [] : ['TSP_TOKEN']),
  ];
  return { enabled, addresses, token, fixedBy, message: sentenceOf(enabled, addresses) };
}

function sentenceOf(enabled: boolean, [address]: readonly string[]): string {
  if (!enabled) return 'Only this PC can press keys. Other devices cannot reach it.';
  if (address === undefined) {
    return 'Other devices may press keys, but this PC has no address in a network now: connect it to your router.';
  }
  return `Other devices that know the token can press keys at ${address}.`;
}

/** An environment variable wins over the file, so that storing would change nothing. */
function overruledBy(
  environment: EnvironmentSettings,
  isSwitched: boolean,
  newToken: boolean,
): string | null {
  const names = [
    ...(isSwitched && environment.host !== undefined ? ['TSP_HOST'] : []),
    ...(newToken && environment.token !== undefined ? ['TSP_TOKEN'] : []),
  ];
  if (names.length === 0) return null;
  return `${names.join(' and ')} in the environment of this program wins over this switch: change it there, or remove it, and start the program again.`;
}

/** Small letters and digits that are not taken for each other: 32 of them, so that each has the same chance. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 80 bits that can be typed on a phone: `k7mx-93fp-tq2w-8hdn`. */
function makeToken(): string {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}
