import * as z from 'zod';
import { parseObsAddress } from '../lib/obs-address.js';
import { isThisPc } from '../lib/this-pc.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_PORT = 4777;
export const DEFAULT_OBS_URL = 'ws://127.0.0.1:4455';

const PORT_RULE = 'must be a whole number from 0 to 65535';
const port = z.int(PORT_RULE).min(0, PORT_RULE).max(65535, PORT_RULE);
// It stands in addresses (`?key=`) and headers: other characters would have to be written as codes there.
const token = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(256, 'must have at most 256 characters')
  .regex(/^[\w.~-]*$/, 'must be made of letters, digits, - . _ and ~ alone');
const names = z
  .array(z.string().regex(/^[a-z0-9._-]{1,253}$/i, 'must be a name such as "streaming-pc"'))
  .max(20, 'must list at most 20 names');
const origins = z
  .array(z.string().regex(/^https?:\/\/[^/]{1,253}$/, 'must be an origin such as "http://192.168.1.20:3000"'))
  .max(20, 'must list at most 20 origins');
const logLevel = z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`);
const OBS_URL_RULE = 'must be an address such as "ws://127.0.0.1:4455", with nothing behind the port';
const obsUrl = z.string().refine((text) => parseObsAddress(text) !== null, OBS_URL_RULE);
/** The password is for OBS on this PC, at whatever port. */
export const THIS_PC = 'this-pc';
const passwordFor = z
  .string()
  .refine((text) => text === THIS_PC || parseObsAddress(text) !== null, `${OBS_URL_RULE}, or "${THIS_PC}"`);

const TARGET_RULE = 'must be an address such as "http://127.0.0.1:7474/DoAction"';
/** Where reactions send to. It is no part of the show: that is passed around. */
const targets = z
  .record(z.string().regex(/\S/).max(64), z.string().max(2000).refine(isWebAddress, TARGET_RULE))
  .refine((given) => Object.keys(given).length <= 20, 'must hold at most 20 addresses');

/** What the program reads of the game. `folder` null: it finds it itself. */
const gameLog = z.strictObject({
  enabled: z.boolean().optional(),
  folder: z.string().min(1).max(1000).nullable().optional(),
});

/** Whether something can be sent there. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** The schema of `settings.json`: what belongs to this PC. Every part may be left out. */
export const SETTINGS_FILE_SCHEMA = z.strictObject({
  host: z.string().min(1).max(253).optional(),
  port: port.optional(),
  token: token.optional(),
  allowed_names: names.optional(),
  allowed_origins: origins.optional(),
  obs_url: obsUrl.optional(),
  obs_password: z.string().max(256).optional(),
  obs_password_for: passwordFor.optional(),
  log_level: logLevel.optional(),
  targets: targets.optional(),
  game_log: gameLog.optional(),
});
export type SettingsFile = z.infer<typeof SETTINGS_FILE_SCHEMA>;

/** What `TSP_…` variables say; each wins over the file. */
export interface EnvironmentSettings extends SettingsFile {
  readonly db?: string;
  readonly settings?: string;
  readonly show?: string;
}

/** The settings in force. */
export interface Settings {
  readonly host: string | null;
  readonly port: number;
  readonly token: string | null;
  /** Host names besides `localhost` and this PC's own. */
  readonly allowedNames: readonly string[];
  /** Web pages besides our own that may call. */
  readonly allowedOrigins: readonly string[];
  readonly obsUrl: string;
  /** False: nobody has set `obsUrl`, so that it is the default, and what OBS's own files say comes first. */
  readonly obsUrlIsSet: boolean;
  /** null: none is set. */
  readonly obsPassword: string | null;
  /** The server that it was stored for, and to which alone it is sent; left out or `this-pc`: OBS on this PC. */
  readonly obsPasswordFor?: string | undefined;
  readonly logLevel: LogLevel;
  /** What reactions send to, by the name that the show has for it. */
  readonly targets: Readonly<Record<string, string>>;
  /** Whether the game's own log is read, and where; null: where the program finds it. */
  readonly gameLog: { readonly enabled: boolean; readonly folder: string | null };
}

const ENVIRONMENT_SCHEMA = z.object({
  TSP_HOST: z.string().optional(),
  TSP_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .pipe(port)
    .optional(),
  TSP_DB: z.string().optional(),
  TSP_TOKEN: token.optional(),
  TSP_SETTINGS: z.string().optional(),
  TSP_SHOW: z.string().optional(),
  TSP_OBS_URL: obsUrl.optional(),
  TSP_OBS_PASSWORD: z.string().optional(),
  TSP_LOG_LEVEL: logLevel.optional(),
});

/** A setting that cannot be used; `message` names it and says what it must be. The program does not start with it. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

/**
 * Reads the `TSP_…` variables; an empty one counts as not set.
 * @throws SettingsError that names the variable.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): EnvironmentSettings {
  const given = Object.fromEntries(
    Object.keys(ENVIRONMENT_SCHEMA.shape).flatMap((name) => {
      // `set TSP_PORT=4777 && …` in a Windows window leaves a space behind.
      const value = name === 'TSP_OBS_PASSWORD' ? env[name] : env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = ENVIRONMENT_SCHEMA.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new SettingsError(
      `The environment variable ${name} cannot be used: ${issue?.message ?? 'invalid'}.`,
    );
  }
  const entries = Object.entries(parsed.data).map(([name, value]) => [
    name.slice('TSP_'.length).toLowerCase(),
    value,
  ]);
  return Object.fromEntries(entries) as EnvironmentSettings;
}

/** Environment over file over default. */
export function mergeSettings(env: EnvironmentSettings, file: SettingsFile): Settings {
  const givenUrl = env.obs_url ?? file.obs_url;
  const obs = givenUrl === undefined ? null : parseObsAddress(givenUrl);
  return {
    host: env.host ?? file.host ?? null,
    port: env.port ?? file.port ?? DEFAULT_PORT,
    token: env.token ?? file.token ?? null,
    allowedNames: file.allowed_names ?? [],
    allowedOrigins: file.allowed_origins ?? [],
    obsUrl: obs?.url ?? DEFAULT_OBS_URL,
    obsUrlIsSet: obs !== null,
    obsPassword: env.obs_password ?? file.obs_password ?? obs?.password ?? null,
    obsPasswordFor: homeOfPassword(env, file),
    logLevel: env.log_level ?? file.log_level ?? 'info',
    targets: file.targets ?? {},
    gameLog: { enabled: file.game_log?.enabled ?? false, folder: file.game_log?.folder ?? null },
  };
}

/** Whether other devices are let in, and none of them would have to know anything. */
export function lacksToken({ host, token: secret }: Pick<Settings, 'host' | 'token'>): boolean {
  return letsOthersIn(host) && secret === null;
}

/** Whether this host is more than the PC itself. */
export function letsOthersIn(host: string | null): boolean {
  const name = (host ?? '').trim();
  return name !== '' && !isThisPc(name);
}

/**
 * The server that the password in force is for: it stands beside an address, in the file or in the environment, unless
 * it says itself for which; one inside a connect string is for that very address.
 */
function homeOfPassword(env: EnvironmentSettings, file: SettingsFile): string | undefined {
  const home = ({ obs_password_for, obs_url }: SettingsFile): string | undefined =>
    obs_password_for ?? obs_url;
  const isInUrl = env.obs_password === undefined && file.obs_password === undefined;
  const text = isInUrl
    ? (env.obs_url ?? file.obs_url)
    : env.obs_password === undefined
      ? home(file)
      : (home(env) ?? home(file));
  return text === undefined || text === THIS_PC ? text : (parseObsAddress(text)?.url ?? text);
}
