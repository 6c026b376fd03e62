/** How a call went, in a sentence for the person who pressed. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly changed: boolean; readonly message: string; readonly json: T }
  /** The service answered and said no. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly status: number;
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
    }
  /** No answer: it was stopped, or crashed. */
  | { readonly kind: 'lost'; readonly message: string };

/** Longer than any answer of a working service: a press waits for one commit to disk. */
const ANSWER_TIMEOUT_MS = 10_000;

const LOST = 'The program does not answer. Look at its window and start it again.';
const LOST_PRESS =
  'Not counted: the program does not answer. Look at its window, start it again, then press once more.';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of the service; never throws. */
export async function call<T = unknown>(method: Method, path: string, fields?: object): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      ...(fields === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    return read<T>(response.status, (await response.json()) as Reply);
  } catch {
    return { kind: 'lost', message: method === 'GET' ? LOST : LOST_PRESS };
  }
}

interface Reply {
  readonly ok?: boolean;
  readonly changed?: boolean;
  readonly message?: string;
  readonly code?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

function read<T>(status: number, json: Reply): Answer<T> {
  const { message = '', changed = false, code = 'unknown', errors = {} } = json;
  if (status >= 400) return { kind: 'refused', code, status, message, errors };
  return { kind: 'ok', changed, message, json: json as T };
}
