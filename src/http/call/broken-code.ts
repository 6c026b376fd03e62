import { HttpError } from './problem.js';

/** For an address that cannot be decoded: its % codes are broken, or are those of Windows' old letters. */
export function brokenCodeProblem(encoded: string): HttpError {
  return new HttpError('bad-input', oldLetterSentence(encoded) ?? BROKEN_CODE);
}

const BROKEN_CODE = 'The address has a broken % code in it: write a percent sign as %25.';

function oldLetterSentence(encoded: string): string | null {
  if (/%(?![0-9a-f]{2})/i.test(encoded)) return null;
  const withoutWhole = encoded.replaceAll(/%[c-f][0-9a-f](?:%[89ab][0-9a-f])+/gi, '');
  const code = /%[c-f][0-9a-f]/i.exec(withoutWhole)?.[0];
  if (code === undefined) return null;
  const letter = String.fromCharCode(parseInt(code.slice(1), 16));
  return `The address has ${code} in it, an old code for the letter ${letter}: write ${encodeURIComponent(letter)} there.`;
}
