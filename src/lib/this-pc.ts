/** Whether a host in an address is this PC, whatever a name server says; an IPv6 address with or without its brackets. */
export function isThisPc(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isLoopbackAddress(name);
}

/** Whether the IP address is one of this PC alone. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address);
}

/** Whether the URL leads to this PC. */
export function isUrlOfThisPc(url: string): boolean {
  return URL.canParse(url) && isThisPc(new URL(url).hostname);
}
