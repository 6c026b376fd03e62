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
  /** No answer: it was stopped, or crashed, or it hangs. */
  | { readonly kind: 'lost'; readonly message: string };

/** What every reply of the service may hold. */
export interface Reply {
  readonly ok?: boolean;
  readonly changed?: boolean;
  readonly message?: string;
  readonly code?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

export function readAnswer<T>(status: number, json: Reply): Answer<T> {
  const { message = '', changed = false, code = 'unknown', errors = {} } = json;
  if (status >= 400) return { kind: 'refused', code, status, message, errors };
  return { kind: 'ok', changed, message, json: json as T };
}
