/** What cannot be imported; `message` names the place and what is wrong there. */
export class ImportFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportFault';
  }
}
