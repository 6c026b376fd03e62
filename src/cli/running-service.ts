/** Who answers at the port that keys call. */
export type PortHolder = 'us' | 'nobody' | 'other';

/** A service on this PC answers within milliseconds; one that stops right now takes a moment. */
const HEALTH_TIMEOUT_MS = 3_000;
/** Setting up waits for OBS. */
const CALL_TIMEOUT_MS = 60_000;

export interface ServiceReply {
  readonly ok: boolean;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Whether our service runs on this PC. Port 0 is any free one, which nobody could guess. */
export async function findService(port: number): Promise<PortHolder> {
  if (port === 0) return 'nobody';
  try {
    const { json } = await askService(port, 'GET', '/health', HEALTH_TIMEOUT_MS);
    return typeof json['version'] === 'string' && typeof json['revision'] === 'number' ? 'us' : 'other';
  } catch (error) {
    return isRefused(error) ? 'nobody' : 'other';
  }
}

/** Calls the running service. Rejects when nobody answers, or what answers is no JSON. */
export async function askService(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<ServiceReply> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const json = (await response.json()) as Readonly<Record<string, unknown>>;
  return { ok: response.ok, json };
}

function isRefused(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
