/** `ws://user:secret@host` is possible, and the address is shown. */
export function withoutSecrets(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
