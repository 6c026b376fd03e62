import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress } from '../../lib/this-pc.js';
import type { CallerHeaders } from './caller.js';

/** Reads what a request says about who sends it. */
export function callerHeaders(req: IncomingMessage): CallerHeaders {
  return {
    hosts: req.headersDistinct['host'] ?? [],
    origin: req.headers.origin,
    secFetchSite: joined(req.headers['sec-fetch-site']),
    secFetchMode: joined(req.headers['sec-fetch-mode']),
    upgradeInsecureRequests: joined(req.headers['upgrade-insecure-requests']),
    userAgent: req.headers['user-agent'],
    referer: req.headers.referer,
  };
}

/** Whether the connection begins and ends on this PC, as the operating system says (nothing that the caller says). */
export function isFromLoopback({ socket }: IncomingMessage): boolean {
  return [socket.remoteAddress, socket.localAddress].every((address) => isLoopbackAddress(plain(address)));
}

/** The caller's IP address, IPv4 in its plain form; empty when the connection has broken already. */
export function remoteAddressOf({ socket }: IncomingMessage): string {
  return plain(socket.remoteAddress);
}

/** A socket that takes both families writes IPv4 as `::ffff:192.168.1.5`. */
function plain(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

function joined(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
