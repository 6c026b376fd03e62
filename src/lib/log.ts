import fs from 'node:fs';
import pino, { type Logger, type StreamEntry } from 'pino';
import { build as createPretty } from 'pino-pretty';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { LogLevel } from '../config/settings.js';

/** One log file grows to this size, then the next begins. */
const FILE_SIZE = '5M';
/** The file that is written now. */
export const LOG_NAME = 'tarkov-stream-producer.log';
/** So many old files are kept beside the current one. */
const FILES_KEPT = 5;

export interface OpenLog {
  readonly log: Logger;
  /** Settles when the last line is on disk. */
  close(): Promise<void>;
}

/** The log: plain sentences on the console, and all of it as JSON lines in `folder`, with rotation. */
export function openLog(level: LogLevel, folder: string): OpenLog {
  const console = createPretty({
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:HH:MM:ss',
    // The console is for people: the sentence is enough there, the fields are in the file.
    hideObject: true,
    ignore: 'pid,hostname',
    sync: true,
  });
  const streams: StreamEntry[] = [{ level: 'trace', stream: console }];
  const file = createLogFile(folder);
  if (file !== null) streams.push({ level: 'trace', stream: file });
  const log = pino({ level }, pino.multistream(streams));
  if (file === null) log.warn(`No log file can be written in ${folder}; the log goes to this window alone.`);
  return { log, close: () => file?.close() ?? Promise.resolve() };
}

interface LogFile {
  write(line: string): void;
  close(): Promise<void>;
}

/** A stream is dead after its first error, and a full disk must not end the log for good: the next line opens it anew. */
function createLogFile(folder: string): LogFile | null {
  let stream = openFile(folder);
  if (stream === null) return null;
  const follow = (current: RotatingFileStream): void => {
    current.on('error', () => {
      if (stream === current) stream = null;
    });
  };
  follow(stream);
  return {
    write(line) {
      if (stream === null) {
        stream = openFile(folder);
        if (stream !== null) follow(stream);
      }
      stream?.write(line);
    },
    close: () =>
      new Promise((resolve) => {
        if (stream === null) resolve();
        else stream.end(resolve);
      }),
  };
}

function openFile(folder: string): RotatingFileStream | null {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    return null;
  }
  return createStream(LOG_NAME, { path: folder, size: FILE_SIZE, maxFiles: FILES_KEPT });
}
