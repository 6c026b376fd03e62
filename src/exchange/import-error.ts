/** What cannot be imported; `message` names the place and what is wrong there. */
export class ImportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportError';
  }
}
