/** The service cannot listen; `message` says what to do. */
export class ListenError extends Error {
  readonly code: 'port-busy' | 'port-refused' | 'cannot-listen' | 'token-missing';

  constructor(code: ListenError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ListenError';
    this.code = code;
  }
}
