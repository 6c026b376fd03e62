import { readAnswer, type Answer, type Reply } from '../../client/answer.js';

/** Longer than any answer of a working service: a press waits for one commit to disk. */
const ANSWER_TIMEOUT_MS = 10_000;
/** Who pressed looks for a sign of it: after this long, having none is said. */
const SLOW_MS = 3_000;

const LOST = 'The program does not answer. Look at its window and start it again.';
const LOST_PRESS =
  'Not counted: the program does not answer. Look at its window, start it again, then press once more.';
/** The press may have arrived. */
const UNANSWERED_PRESS =
  'No answer from the program, so it is not known yet whether this counted. Do not press again: this page says it as soon as the program answers.';

/** What is said after three seconds without an answer, while it is still waited for. */
export const SLOW_PRESS = 'No answer for 3 seconds. Do not press again: this page says whether it counted.';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One call of the service, sent once; never throws.
 * @param onSlow called when there is no answer after three seconds; it may still come.
 */
export async function call<T = unknown>(
  method: Method,
  path: string,
  fields?: object,
  onSlow?: () => void,
): Promise<Answer<T>> {
  const slow = onSlow === undefined ? undefined : setTimeout(onSlow, SLOW_MS);
  try {
    const response = await fetch(path, {
      method,
      ...(fields === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    return readAnswer<T>(response.status, (await response.json()) as Reply);
  } catch (error) {
    const hangs = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: 'lost', message: method === 'GET' ? LOST : hangs ? UNANSWERED_PRESS : LOST_PRESS };
  } finally {
    clearTimeout(slow);
  }
}
