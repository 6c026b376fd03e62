import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from './limits.js';
import { networkOf } from '../gate/wrong-tokens.js';

/**
 * Holds the connections of other devices within limits of their own, over all servers that are given: so many in all,
 * and so many a device. The keys on this PC have other servers, and enough file handles are left for them. When all are
 * in use, the device that holds the most gives one up for a device that holds few.
 */
export function createNetworkConnections(limits: HttpLimits): (server: Server) => void {
  const byDevice = new Map<string, Set<Socket>>();
  let total = 0;

  const busiest = (): ReadonlySet<Socket> =>
    [...byDevice.values()].reduce<ReadonlySet<Socket>>(
      (most, sockets) => (sockets.size > most.size ? sockets : most),
      new Set(),
    );

  /** Whether there is room, made where it must be. */
  const findRoom = (count: number): boolean => {
    if (count >= limits.maxConnectionsOfDevice) return false;
    if (total < limits.maxNetworkConnections) return true;
    const most = busiest();
    if (most.size <= count + 1) return false;
    const [oldest] = most;
    oldest?.destroy();
    return true;
  };

  const take = (socket: Socket): void => {
    const device = networkOf((socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, ''));
    const sockets = byDevice.get(device) ?? new Set();
    if (!findRoom(sockets.size)) {
      socket.destroy();
      return;
    }
    byDevice.set(device, sockets.add(socket));
    total += 1;
    socket.once('close', () => {
      total -= 1;
      sockets.delete(socket);
      if (sockets.size === 0 && byDevice.get(device) === sockets) byDevice.delete(device);
    });
  };

  return (server) => void server.on('connection', take);
}
