import { codeOf } from '../../lib/error-code.js';
import { RuleError, type RuleCode } from '../../raid/rule-error.js';

/** Codes that HTTP itself adds to those of the rules. */
export type HttpCode =
  | 'token-needed'
  | 'caller-refused'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'body-too-large'
  | 'url-too-long'
  | 'headers-too-large'
  | 'obs-not-ready'
  | 'scene-missing'
  | 'scene-protected'
  | 'reaction-failed'
  | 'settings-refused'
  | 'too-many-streams'
  | 'too-many-wrong-tokens'
  | 'internal-error';

export type ProblemCode = RuleCode | HttpCode;

/** The one table from a stable code to its HTTP status and title. */
export const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  'bad-input': { status: 400, title: 'Bad input' },
  'token-needed': { status: 401, title: 'Token needed' },
  'caller-refused': { status: 403, title: 'Caller refused' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'request-timeout': { status: 408, title: 'Request timeout' },
  'no-open-raid': { status: 409, title: 'No open raid' },
  'no-open-session': { status: 409, title: 'No open session' },
  'not-in-raid': { status: 409, title: 'Not in a raid' },
  'raid-already-open': { status: 409, title: 'A raid is already open' },
  'nothing-to-undo': { status: 409, title: 'Nothing to undo' },
  'nothing-to-redo': { status: 409, title: 'Nothing to redo' },
  'too-old-to-undo': { status: 409, title: 'Too old to undo' },
  'undo-conflict': { status: 409, title: 'Undo conflict' },
  'obs-not-ready': { status: 409, title: 'OBS is not ready' },
  'scene-missing': { status: 409, title: 'The scene is not in OBS' },
  'scene-protected': { status: 409, title: 'A protected scene is on program' },
  'reaction-failed': { status: 409, title: 'The reaction could not be carried out' },
  'settings-refused': { status: 409, title: 'Settings cannot be stored' },
  'body-too-large': { status: 413, title: 'Body too large' },
  'url-too-long': { status: 414, title: 'Address too long' },
  'too-many-streams': { status: 429, title: 'Too many event streams' },
  'too-many-wrong-tokens': { status: 429, title: 'Too many wrong tokens' },
  'headers-too-large': { status: 431, title: 'Headers too large' },
  'internal-error': { status: 500, title: 'Internal error' },
};

export interface ProblemExtras {
  /** Field by field, where single fields are at fault. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that HTTP itself decides. `message` is one plain sentence that says what to do. */
export class HttpError extends Error {
  readonly code: ProblemCode;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, message: string, extras: ProblemExtras = {}) {
    super(message);
    this.name = 'HttpError';
    this.code = code;
    this.fields = extras.fields ?? {};
    this.headers = extras.headers ?? {};
  }
}

/** A refusal as it goes over the wire, whatever it was thrown as. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Turns anything thrown into a problem. An unexpected error becomes a 500 without details. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HttpError) {
    return {
      ...PROBLEMS[error.code],
      code: error.code,
      message: error.message,
      fields: error.fields,
      headers: error.headers,
    };
  }
  if (error instanceof RuleError) {
    return {
      ...PROBLEMS[error.code],
      code: error.code,
      message: error.message,
      fields: error.fields,
      headers: {},
    };
  }
  if (isStorageError(error)) {
    return {
      status: 503,
      code: error.code,
      title: 'Storage trouble',
      message: error.message,
      fields: {},
      headers: {},
    };
  }
  const message =
    'Something went wrong inside the service and nothing was stored. The log file says what it was.';
  return { ...PROBLEMS['internal-error'], code: 'internal-error', message, fields: {}, headers: {} };
}

/** The store marks its own refusals (full disk, locked file) by a code; their message is a sentence for people. */
function isStorageError(error: unknown): error is Error & { code: string } {
  return codeOf(error)?.startsWith('storage-') === true;
}
