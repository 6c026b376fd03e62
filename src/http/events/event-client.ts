import type { ServerResponse } from 'node:http';

/** One open event stream, with room for one unsent snapshot. */
export interface EventClient {
  /** Sends a snapshot; to a slow reader later, and then only the newest. */
  offer(frame: string): void;
  /** Keeps the stream alive; cuts a reader that has read nothing for two heartbeats. */
  beat(): void;
  /** A sign of life, for a reader that asked for more of them; never cuts it. */
  pulse(): void;
  end(): void;
}

/** A comment line: readers ignore it, but it keeps the connection in use. */
const HEARTBEAT = ': still here\n\n';
const MAX_MISSED_BEATS = 2;

/** Starts the stream on a response whose CORS headers are set already. */
export function openEventClient(res: ServerResponse, onGone: () => void): EventClient {
  let isBlocked = false;
  let missedBeats = 0;
  let waiting: string | null = null;
  const write = (text: string): void => {
    isBlocked = !res.write(text);
  };
  res.on('drain', () => {
    isBlocked = false;
    missedBeats = 0;
    if (waiting === null) return;
    const frame = waiting;
    waiting = null;
    write(frame);
  });
  res.once('close', onGone);
  // The reader's connection broke; `close` follows.
  res.on('error', () => undefined);
  res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  // How long a browser waits before it connects again.
  write('retry: 1000\n\n');
  return {
    offer(frame) {
      if (isBlocked) waiting = frame;
      else write(frame);
    },
    beat() {
      if (!isBlocked) {
        write(HEARTBEAT);
        return;
      }
      missedBeats += 1;
      if (missedBeats >= MAX_MISSED_BEATS) res.destroy();
    },
    pulse() {
      if (!isBlocked) write(HEARTBEAT);
    },
    end() {
      res.end();
    },
  };
}
