import { call, type Answer } from '../service.js';
import type { RecordedClient } from './recorded.js';

/** Sends one press as the client does, asking first and again where it does so. */
export async function pressAs(
  client: RecordedClient,
  port: number,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = new URLSearchParams(fields).toString();
  const target = client.method === 'GET' ? `/deck${path}` : path;
  const url = client.fieldsIn === 'address' && form !== '' ? `${target}?${form}` : target;
  if (client.preflight) await ask(client, port, target);
  for (let attempt = 0; ; attempt += 1) {
    const body = bodyOf(client, fields, form);
    const headers = { ...client.headers };
    const answer = await call(port, client.method, url, { headers, ...(body === undefined ? {} : { body }) });
    if (answer.status < 500 || attempt >= (client.retries ?? 0)) return answer;
  }
}

function bodyOf(client: RecordedClient, fields: object, form: string): string | undefined {
  if (client.fieldsIn === 'address' || form === '') return client.emptyBody;
  return client.fieldsIn === 'form' ? form : JSON.stringify(fields);
}

/** As a browser engine, which sends the press only when the answer allows it. */
async function ask(client: RecordedClient, port: number, target: string): Promise<void> {
  const origin = client.headers['Origin'] ?? '';
  const { status, headers } = await call(port, 'OPTIONS', target, {
    headers: {
      ...{ Origin: origin, 'Access-Control-Request-Method': client.method },
      ...{ 'Access-Control-Request-Headers': 'content-type', 'Sec-Fetch-Mode': 'cors' },
      ...{ 'Sec-Fetch-Site': 'cross-site', 'Access-Control-Request-Private-Network': 'true' },
    },
  });
  const allowed = {
    origin: headers['access-control-allow-origin'] === origin,
    method: headers['access-control-allow-methods']?.includes(client.method),
    header: headers['access-control-allow-headers']?.includes('content-type'),
    network: headers['access-control-allow-private-network'] === 'true',
  };
  if (status !== 204 || Object.values(allowed).includes(false)) {
    throw new Error(`The preflight was refused: ${status} ${JSON.stringify(allowed)}`);
  }
}
