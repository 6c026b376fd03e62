import { readAnswer, type Answer, type Reply } from '../../client/answer.js';
import type { ServiceAddress } from './address.js';

/** Who holds a key down looks at it: after this long the press has failed. */
const ANSWER_TIMEOUT_MS = 3_000;
const NO_ANSWER = 'No answer. Look at the dock before you press again.';
const NOT_COUNTED = 'No answer: not counted.';

/** What the service is told of this caller. */
export function headersFor({ token }: ServiceAddress): Record<string, string> {
  return {
    'user-agent': 'tarkov-stream-producer-stream-deck',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}

/** One call, sent once; never throws. A GET carries its fields in the address. */
export async function call<T = unknown>(
  address: ServiceAddress,
  method: 'GET' | 'POST',
  path: string,
  fields?: object,
): Promise<Answer<T>> {
  const query = method === 'GET' && fields !== undefined ? `?${queryOf(fields)}` : '';
  const hasBody = method === 'POST' && fields !== undefined;
  try {
    const response = await fetch(address.url + path + query, {
      method,
      headers: { ...headersFor(address), ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(hasBody ? { body: JSON.stringify(fields) } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    return readAnswer<T>(response.status, (await response.json()) as Reply);
  } catch (error) {
    // Only where nothing listens is it known that the press has not arrived.
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    return { kind: 'lost', message: cause?.code === 'ECONNREFUSED' ? NOT_COUNTED : NO_ANSWER };
  }
}

function queryOf(fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) query.set(name, String(value));
  return query.toString();
}
