import * as z from 'zod';

/** The settings of OBS's own WebSocket server, as it stores them. */
export interface ServerSettings {
  readonly enabled: boolean;
  readonly port: number;
  /** Null: OBS asks for none. */
  readonly password: string | null;
}

const DEFAULT_SERVER_PORT = 4455;

// OBS's own defaults, for what it has not written.
const CONFIG_JSON = z.object({
  server_enabled: z.boolean().default(false),
  server_port: z.number().int().min(1).max(65535).default(DEFAULT_SERVER_PORT),
  auth_required: z.boolean().default(true),
  server_password: z.string().default(''),
});

/** Reads `plugin_config/obs-websocket/config.json` (OBS 30.2 and newer). Null: it is not what OBS writes. */
export function parseConfigJson(text: string): ServerSettings | null {
  const parsed = CONFIG_JSON.safeParse(jsonOf(withoutBom(text)));
  if (!parsed.success) return null;
  const { server_enabled, server_port, auth_required, server_password } = parsed.data;
  return { enabled: server_enabled, port: server_port, password: auth_required ? server_password : null };
}

/**
 * Reads `[OBSWebSocket]` of `global.ini` (OBS before 30.2). `absent`: the file has no such section, as newer OBS leaves
 * it. Null: it has one that makes no sense. OBS's dialect, in which quotes and semicolons belong to the value.
 */
export function parseGlobalIni(text: string): ServerSettings | 'absent' | null {
  const values = sectionOf(withoutBom(text), 'obswebsocket');
  if (values.size === 0) return 'absent';
  const port = Number(values.get('serverport') ?? DEFAULT_SERVER_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return null;
  const authRequired = isTrue(values.get('authrequired') ?? 'true');
  return {
    enabled: isTrue(values.get('serverenabled') ?? 'false'),
    port,
    password: authRequired ? (values.get('serverpassword') ?? '') : null,
  };
}

function sectionOf(text: string, wanted: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) isInside = trimmed.slice(1).split(']')[0]?.trim().toLowerCase() === wanted;
    else if (isInside && !trimmed.startsWith('#') && trimmed.includes('=')) {
      const [name = '', ...rest] = trimmed.split('=');
      values.set(name.trim().toLowerCase(), unescaped(rest.join('=').trim()));
    }
  }
  return values;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\\\': '\\' };

function unescaped(value: string): string {
  return value.replaceAll(/\\[nr\\]/g, (escape) => ESCAPES[escape] ?? escape);
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true' || Number(value) > 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** OBS on Windows begins its files with one. */
function withoutBom(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
