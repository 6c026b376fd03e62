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

/** One call, sent once; never throws. */
export async function call<T = unknown>(
  address: ServiceAddress,
  method: 'GET' | 'POST',
  path: string,
  fields?: object,
): Promise<Answer<T>> {
  try {
    const response = await fetch(address.url + path, {
      method,
      headers: {
        ...headersFor(address),
        ...(fields === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(fields === undefined ? {} : { body: JSON.stringify(fields) }),
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
