import { ImportError } from './import-error.js';

const HOW = 'save it once more as UTF-8 (in Excel: "CSV UTF-8")';

/**
 * The text of a file, without its byte order mark.
 * @throws ImportError for another encoding, which would turn names into others.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const chunk of bytes) {
    if (isFirst && isUtf16(chunk)) throw new ImportError(`It is UTF-16 text: ${HOW}.`);
    isFirst = false;
    const text = decoded(() => decoder.decode(chunk, { stream: true }));
    if (text.includes('\0')) throw new ImportError(`It is UTF-16 or no text at all: ${HOW}.`);
    yield text;
  }
  yield decoded(() => decoder.decode());
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new ImportError(`It is not UTF-8 text: ${HOW}.`);
  }
}
