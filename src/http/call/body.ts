import type { IncomingMessage } from 'node:http';
import type { GivenFields } from './fields.js';
import { parseForm } from './form.js';
import type { HttpLimits } from '../server/limits.js';
import { nextTurn } from '../../lib/in-slices.js';
import { BodyShape, MAX_NAMES } from './body-shape.js';
import { HttpError } from './problem.js';

const NOTHING: GivenFields = new Map();

/** The client went away in the middle of its body: there is nobody to answer. */
export class ClientGoneError extends Error {}

/** A body as fields; `understood` is false where it was neither empty nor anything that holds fields. */
export interface ParsedBody {
  readonly fields: GivenFields;
  readonly understood: boolean;
}

/**
 * Reads the fields out of a body. The content type is no gate, because deck software sends JSON under any type (and
 * `[object Object]` under text/plain): what starts with `{` is JSON, a form is a form, anything else is ignored.
 */
export function parseBody(bytes: Buffer, contentType: string | undefined): ParsedBody {
  const text = utf8(bytes).trim();
  if (text === '') return { fields: NOTHING, understood: true };
  if (text.startsWith('{')) return { fields: parseJson(text), understood: true };
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return { fields: parseForm(text), understood: true };
  return { fields: NOTHING, understood: false };
}

/**
 * Reads the whole body.
 * @throws HttpError 413 for what is larger than the limit, without keeping it; 400 for JSON that no call takes.
 */
export async function readBody(
  req: IncomingMessage,
  limits: HttpLimits,
  whenTooLarge = 'send only the fields of the call',
): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limits.maxBodyBytes)
    throw tooLarge(req, limits, whenTooLarge);
  return new Promise((resolve, reject) => {
    const kept = new KeptPieces();
    let [size, pauseAt] = [0, SLICE_BYTES];
    const onData = (piece: Buffer): void => {
      size += piece.length;
      if (size <= limits.maxBodyBytes) {
        kept.add(piece);
        if (size < pauseAt) return;
        pauseAt += SLICE_BYTES;
        req.pause();
        void nextTurn().then(() => req.resume());
        return;
      }
      req.off('data', onData);
      reject(tooLarge(req, limits, whenTooLarge));
    };
    req.on('data', onData);
    req.once('end', () => {
      if (kept.fault === null) resolve(kept.whole());
      else reject(kept.fault);
    });
    // Without an `end` the request was cut off, or ran into the server's own timeout.
    req.once('error', () => {
      reject(new ClientGoneError());
    });
    req.once('close', () => {
      if (!req.complete) reject(new ClientGoneError());
    });
  });
}

/** Checked in one go, which takes a millisecond or two, before other requests get their turn. */
const SLICE_BYTES = 256 * 1024;

/** The pieces of a body, and no more of them than is worth reading. */
class KeptPieces {
  readonly #pieces: Buffer[] = [];
  readonly #shape = new BodyShape();
  #isEnough = false;
  fault: HttpError | null = null;

  add(piece: Buffer): void {
    if (this.#isEnough || this.fault !== null) return;
    try {
      const part = this.#shape.partOf(piece);
      this.#pieces.push(part);
      this.#isEnough = part !== piece;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      this.fault = error;
      this.#pieces.length = 0;
    }
  }

  whole(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/**
 * The client is still sending. Closing now would reset the connection before it reads the answer, so what comes is
 * thrown away for a moment and only then the connection is cut.
 */
function tooLarge(req: IncomingMessage, limits: HttpLimits, remedy: string): HttpError {
  req.resume();
  setTimeout(() => {
    if (!req.complete) req.socket.destroy();
  }, limits.lingerMs).unref();
  const message = `The body is larger than ${limits.maxBodyBytes / 1024} kB: ${remedy}.`;
  return new HttpError('body-too-large', message);
}

function utf8(bytes: Buffer): string {
  try {
    // Drops a byte order mark, too, which PowerShell likes to send.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpError('bad-input', 'The body is not UTF-8 text: save or send it as UTF-8.');
  }
}

function parseJson(text: string): GivenFields {
  try {
    const fields: [string, unknown][] = [];
    const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
    for (const name in body) {
      fields.push([name, body[name]]);
      // Enough to say what is wrong with it.
      if (fields.length >= MAX_NAMES) break;
    }
    return new Map(fields);
  } catch {
    const message =
      'The body is broken JSON: check its quotes, commas and braces, e.g. {"enemy_type":"pmc"}.';
    throw new HttpError('bad-input', message);
  }
}
