import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The shared secret of everybody who calls over the network. */
export interface Token {
  /** Whether it is the token, in a time that tells nothing of where it differs. */
  matches(candidate: string): boolean;
  /** What a browser keeps instead of the token: it proves that the token was known, and gives it away to nobody. */
  readonly cookie: string;
  matchesCookie(candidate: string): boolean;
}

/** Makes the checks for one token; a new token makes every cookie of the old one worthless. */
export function createToken(secret: string): Token {
  const cookie = createHmac('sha256', secret).update('tarkov-stream-producer page').digest('base64url');
  return {
    matches: (candidate) => isEqual(candidate, secret) || isEqual(asMade(candidate), secret),
    cookie,
    matchesCookie: (candidate) => isEqual(candidate, cookie),
  };
}

/** A token that we have made, typed in capitals, without its dashes or with blanks; any other text as it is. */
function asMade(typed: string): string {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '');
  return /^[a-z2-9]{16}$/.test(letters) ? (letters.match(/.{4}/g) ?? []).join('-') : typed;
}

/** Compares digests, because `timingSafeEqual` needs one length and a length is a hint, too. */
function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
