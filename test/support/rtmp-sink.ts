import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { endGroup, hasEnded, spawnGroup } from './real-obs-process.js';

/** True where nothing can take a stream and nothing need. */
export const NO_FFMPEG =
  process.env['TSP_REQUIRE_REAL'] !== '1' && spawnSync('ffmpeg', ['-version']).error !== undefined;

const FFMPEG_START_TIMEOUT_MS = 10_000;

/** A streaming server on loopback that takes any stream, as Twitch does, and can go away. */
export interface RtmpSink {
  /** What OBS has as "Server"; any stream key will do. */
  readonly url: string;
  /** Cuts every stream and answers nobody, until `listen()`. */
  goAway(): Promise<void>;
  /** Takes streams again, at the same address. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One ffmpeg takes one connection and then ends. So a plain TCP server stands before it that is always there, and gives
 * each connection an ffmpeg of its own.
 */
export async function startRtmpSink(): Promise<RtmpSink> {
  if (spawnSync('ffmpeg', ['-version']).error !== undefined) {
    throw new Error('There is nothing here to stream to: apt-get install ffmpeg.');
  }
  const sockets = new Set<Socket>();
  const takers = new Set<ChildProcess>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    void giveTaker(socket, takers).catch(() => socket.destroy());
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const goAway = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await Promise.all([closed, ...[...takers].map((taker) => endGroup(taker, 'SIGKILL'))]);
    takers.clear();
  };
  return {
    url: `rtmp://127.0.0.1:${port}/live`,
    goAway,
    async listen() {
      await listen(port);
    },
    close: goAway,
  };
}

async function giveTaker(socket: Socket, takers: Set<ChildProcess>): Promise<void> {
  const port = await freePort();
  const address = `rtmp://127.0.0.1:${port}/live`;
  const command = ['ffmpeg', '-nostdin', '-loglevel', 'quiet', '-listen', '1', '-i', address];
  const taker = spawnGroup([...command, '-c', 'copy', '-f', 'null', '-'], { stdio: 'ignore' });
  takers.add(taker);
  const upstream = await connectWhenUp(port, taker);
  upstream.on('error', () => socket.destroy());
  upstream.on('close', () => socket.destroy());
  socket.on('close', () => {
    upstream.destroy();
    void endGroup(taker, 'SIGTERM').then(() => takers.delete(taker));
  });
  if (socket.destroyed) upstream.destroy();
  socket.pipe(upstream).pipe(socket);
}

async function connectWhenUp(port: number, taker: ChildProcess): Promise<Socket> {
  const deadlineMs = Date.now() + FFMPEG_START_TIMEOUT_MS;
  while (Date.now() < deadlineMs && !hasEnded(taker)) {
    const socket = net.connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      await sleep(20);
    }
  }
  throw new Error('ffmpeg does not listen.');
}
