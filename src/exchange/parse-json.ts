import { ImportError } from './import-error.js';
import { LINES } from './json.js';
import { linesOf } from './lines.js';
import { parseItem, type Place, type Portable } from './parse-item.js';

/** A text that is read as often as it takes, because none of it is kept. */
export type OpenText = () => AsyncIterable<string>;

/** A document that was formatted anew has to fit into memory. */
const MAX_WHOLE_CHARS = 100_000_000;
const FORMAT = 'tarkov-stream-producer';

/**
 * Reads an export: line by line as it was written, so that a file of any size can be read, or as a whole when another
 * program has formatted it anew.
 * @throws ImportError that names the place; also for a file that was cut off, or of another version.
 */
export async function* parseJson(open: OpenText, now: Date): AsyncGenerator<Portable> {
  const fit = await lineFit(open());
  if (fit.isOurs) yield* parseLines(open(), now);
  else yield* parseWhole(await wholeText(open()), fit.strayLine, now);
}

/** Whether the lines stand as we write them, and the first one that does not, when it began so. */
async function lineFit(text: AsyncIterable<string>): Promise<{ isOurs: boolean; strayLine: number | null }> {
  const awaited = [LINES.head, LINES.sessions, LINES.between, LINES.raids, LINES.end];
  let number = 0;
  for await (const { line } of numbered(text)) {
    number += 1;
    if (line === awaited[0]) awaited.shift();
    else if (!isItem(line, awaited[0]))
      return { isOurs: false, strayLine: awaited.length < 5 ? number : null };
  }
  if (number === 0) throw new ImportError('The file is empty.');
  if (awaited.length === 0) return { isOurs: true, strayLine: null };
  if (awaited.length === 5) return { isOurs: false, strayLine: null };
  throw cutOff();
}

/** Blank lines stand where a list is empty, and at the end. */
function isItem(line: string, next: string | undefined): boolean {
  if (line === '') return true;
  return (next === LINES.between || next === LINES.end) && line.startsWith('{') && /\},?$/.test(line);
}

async function* parseLines(text: AsyncIterable<string>, now: Date): AsyncGenerator<Portable> {
  let list: Place['list'] = 'sessions';
  let number = 0;
  for await (const { line, at } of numbered(text)) {
    if (line === LINES.raids) [list, number] = ['raids', 0];
    if (!line.startsWith('{') || line === LINES.head) continue;
    number += 1;
    yield parseItem(jsonOf(line.replace(/,$/, ''), `Line ${at}`), { list, number, line: at }, now);
  }
}

async function* numbered(text: AsyncIterable<string>): AsyncGenerator<{ line: string; at: number }> {
  let at = 0;
  for await (const line of linesOf(text)) yield { line: line.trim(), at: (at += 1) };
}

async function wholeText(text: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of text) {
    whole += piece;
    if (whole.length > MAX_WHOLE_CHARS) {
      throw new ImportError('It is too large to be read in another form than the one that export writes.');
    }
  }
  return whole;
}

function* parseWhole(text: string, strayLine: number | null, now: Date): Generator<Portable> {
  const document = documentOf(text, strayLine);
  const { format, version, raids, sessions = [] } = (document ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || typeof version !== 'number') {
    throw new ImportError(
      `It is no export of this program, which begins with ${LINES.head} and holds a list of raids.`,
    );
  }
  if (version !== 1) {
    throw new ImportError(
      `It was written by another version of this program (${version}): install the newest one, and try again.`,
    );
  }
  if (!Array.isArray(raids)) throw new ImportError('It holds no list of raids.');
  if (!Array.isArray(sessions)) throw new ImportError('Its sessions are no list.');
  for (const [list, items] of [
    ['sessions', sessions],
    ['raids', raids],
  ] as const) {
    for (const [index, item] of items.entries()) yield parseItem(item, { list, number: index + 1 }, now);
  }
}

function documentOf(text: string, strayLine: number | null): unknown {
  const end = text.trimEnd();
  if (end.trimStart().startsWith('{') && !end.endsWith('}')) throw cutOff();
  return jsonOf(text, strayLine === null ? 'The file' : `Line ${strayLine} or one after it`);
}

function cutOff(): ImportError {
  return new ImportError('The file is cut off: its end is missing. Export it once more, or copy it again.');
}

function jsonOf(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ImportError(`${place} is not JSON: look for a missing quote, comma or brace there.`);
  }
}
