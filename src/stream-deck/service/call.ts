import http from 'node:http';
import { readAnswer, type Answer, type Reply } from '../../client/answer.js';
import { codeOf } from '../../lib/error-code.js';
import type { ServiceAddress } from './address.js';

/** Who holds a key down looks at it: after this long the press has failed. */
const ANSWER_TIMEOUT_MS = 3_000;
const NO_ANSWER = 'No answer. Look at the dock before you press again.';
const NOT_COUNTED = 'No answer: not counted.';
/** Without a connection it is known that the press has not arrived. */
const UNREACHED: ReadonlySet<string | undefined> = new Set([
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);
/** Closed by us well before the service would: a press must not go into a connection that is being closed. */
const AGENT = new http.Agent({ keepAlive: true, timeout: 4_000 });

/** What the service is told of this caller. */
export function headersFor({ token }: ServiceAddress): Record<string, string> {
  return {
    'user-agent': 'tarkov-stream-producer-stream-deck',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}

/**
 * One call, sent once; never throws. A GET carries its fields in the address. It goes by Node's own client and not by
 * `fetch`, whose streams take longer than the service does.
 */
export function call<T = unknown>(
  address: ServiceAddress,
  method: 'GET' | 'POST',
  path: string,
  fields?: object,
): Promise<Answer<T>> {
  const query = method === 'GET' && fields !== undefined ? `?${queryOf(fields)}` : '';
  const body = method === 'POST' && fields !== undefined ? JSON.stringify(fields) : undefined;
  const headers = {
    ...headersFor(address),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve) => {
    const lost = (message: string): void => {
      resolve({ kind: 'lost', message });
    };
    const request = http.request(
      address.url + path + query,
      { method, headers, agent: AGENT },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          const reply = response.complete ? readReply(text) : null;
          const status = response.statusCode ?? 0;
          if (reply === null || (status >= 300 && status < 400)) lost(NO_ANSWER);
          else resolve(readAnswer<T>(status, reply));
        });
      },
    );
    const deadline = setTimeout(() => request.destroy(), ANSWER_TIMEOUT_MS);
    request.on('error', (error) => {
      lost(UNREACHED.has(codeOf(error)) ? NOT_COUNTED : NO_ANSWER);
    });
    request.on('close', () => {
      clearTimeout(deadline);
      // Cut off in the middle of a reply.
      lost(NO_ANSWER);
    });
    request.end(body);
  });
}

/** null: another program has answered. */
function readReply(text: string): Reply | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : null;
  } catch {
    return null;
  }
}

function queryOf(fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) query.set(name, String(value));
  return query.toString();
}
