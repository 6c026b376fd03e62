import { HttpError } from './problem.js';

/** No call takes more than a dozen names, and an object of hundreds of thousands takes most of a second to make. */
export const MAX_NAMES = 200;
const MAX_DEPTH = 32;
/** Four times as much as the largest raid has. */
const MAX_VALUES = 200_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const BEFORE_JSON = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Checks JSON as it arrives, because parsing a large body blocks: a body that no call takes is refused before it is
 * parsed.
 */
export class BodyShape {
  readonly #open: { readonly isObject: boolean; commas: number }[] = [];
  #values = 0;
  /** Null until the first byte that says so. */
  #isJson: boolean | null = null;
  #isText = false;
  #isEscaped = false;

  /**
   * The part of this piece that is worth reading: all of it, or what ends with the last name that counts. Of too many
   * fields the first are enough to say what is wrong with them.
   * @throws HttpError for what no call takes.
   */
  partOf(piece: Buffer): Buffer {
    this.#isJson ??= startsLikeJson(piece);
    if (this.#isJson === false) return piece;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#isText = false;
      } else if (byte === QUOTE) {
        this.#isText = true;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        this.#open.push({ isObject: byte === OPEN_OBJECT, commas: 0 });
        if (this.#open.length > MAX_DEPTH) throw tooMuch(`goes more than ${MAX_DEPTH} levels deep`);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        this.#open.pop();
      } else if (byte === COMMA && this.#isLastName()) {
        return Buffer.concat([piece.subarray(0, at), Buffer.from('}')]);
      }
    }
    return piece;
  }

  /** Counts a comma; whether the outermost object has as many names by it as are read. */
  #isLastName(): boolean {
    this.#values += 1;
    const inner = this.#open.at(-1);
    if (inner === undefined) return false;
    inner.commas += 1;
    if (inner.isObject && inner.commas >= MAX_NAMES) {
      if (this.#open.length === 1) return true;
      throw tooMuch(`has an object with more than ${MAX_NAMES} names`);
    }
    if (this.#values > MAX_VALUES) {
      throw tooMuch(`holds more than ${MAX_VALUES.toLocaleString('en-US')} values`);
    }
    return false;
  }
}

/** Null where there is only white space, or the byte order mark that PowerShell sends. */
function startsLikeJson(piece: Buffer): boolean | null {
  const first = piece.find((byte) => !BEFORE_JSON.has(byte));
  return first === undefined ? null : first === OPEN_OBJECT;
}

function tooMuch(what: string): HttpError {
  return new HttpError('bad-input', `The body ${what}: send only the fields of the call.`);
}
