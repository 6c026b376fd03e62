import { nextTurn } from '../../lib/in-slices.js';
import { HttpError } from './problem.js';

/** JSON of no more than this is read in one go, whatever it holds. */
const SMALL_BYTES = 64 * 1024;
/** Looked through before others go first: a millisecond or two. */
const SLICE_BYTES = 256 * 1024;
/** No call takes more than a dozen names, and an object of hundreds of thousands takes most of a second to make. */
export const MAX_NAMES = 200;
const MAX_DEPTH = 32;
/** Four times as much as the largest raid has. */
const MAX_VALUES = 200_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * A large body is looked through slice by slice before it is made into objects, which cannot be done in slices. Of too
 * many fields the first are left, which is enough to say what is wrong with them.
 * @throws HttpError for what no call takes.
 */
export async function bounded(bytes: Buffer): Promise<Buffer> {
  if (bytes.length <= SMALL_BYTES) return bytes;
  const open: { readonly isObject: boolean; commas: number }[] = [];
  let values = 0;
  let isText = false;
  let pauseAt = SLICE_BYTES;
  for (let at = 0; at < bytes.length; at += 1) {
    // Not at one exact place: an escaped character is passed over together with its backslash.
    if (at >= pauseAt) {
      pauseAt += SLICE_BYTES;
      await nextTurn();
    }
    const byte = bytes[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      open.push({ isObject: byte === OPEN_OBJECT, commas: 0 });
      if (open.length > MAX_DEPTH) throw tooMuch(`goes more than ${MAX_DEPTH} levels deep`);
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      open.pop();
    } else if (byte === COMMA) {
      values += 1;
      const inner = open.at(-1);
      if (inner === undefined) continue;
      inner.commas += 1;
      if (inner.isObject && inner.commas >= MAX_NAMES) {
        if (open.length === 1) return Buffer.concat([bytes.subarray(0, at), Buffer.from('}')]);
        throw tooMuch(`has an object with more than ${MAX_NAMES} names`);
      }
      if (values > MAX_VALUES) throw tooMuch(`holds more than ${MAX_VALUES.toLocaleString('en-US')} values`);
    }
  }
  return bytes;
}

function tooMuch(what: string): HttpError {
  return new HttpError('bad-input', `The body ${what}: send only the fields of the call.`);
}
