import { isThisPc } from '../../lib/this-pc.js';

/** Whether a page with this host in its address is on the PC of the service, by the same rule as the service has it. */
export function isOnStreamingPc(hostname: string): boolean {
  return isThisPc(hostname);
}
