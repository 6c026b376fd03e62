import type { LineEvent, Written } from './event.js';
import { readLine } from './line.js';
import { readMeaning } from './meaning.js';
import { readNotification } from './notification.js';

/** Longest line that is looked at, in characters. Those that concern a raid have some hundred. */
export const LINE_LIMIT = 16_384;
/** Longest JSON that is put together from several lines. */
export const JSON_LIMIT = 65_536;

/** One file of the game's log, as its bytes come. */
export interface Parser {
  /** What the bytes complete. They may end inside a line, a JSON, or a character: the rest comes with the next ones. */
  parse(chunk: Uint8Array): readonly LineEvent[];
  /** How many characters wait for the rest of their line or JSON; never more than the two limits together. */
  waiting(): number;
}

/** Lines of several threads are some milliseconds out of order; a clock that was set is off by more. */
const SET_BACK_MS = 60_000;

/** Follows the clock by the lines of one file, or of those that come after each other. */
export interface LineClock {
  /** Called with the time of each line. */
  written(time: number): Written;
}

/** @param from when the game was started: a file may be written for the first time when the clock has been set. */
export function createLineClock(from = -Infinity): LineClock {
  let last = from;
  let setBack = 0;
  return {
    written(time) {
      if (time < last - SET_BACK_MS) setBack += 1;
      last = time;
      return { time, setBack };
    },
  };
}

export function createParser(clock: LineClock = createLineClock()): Parser {
  // Takes a mark of the byte order away, and keeps the first bytes of a character.
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let isTooLong = false;
  const entry = createEntryReader(clock);
  return {
    parse(chunk) {
      const events: LineEvent[] = [];
      const pieces = decoder.decode(chunk, { stream: true }).split('\n');
      const last = pieces.pop() ?? '';
      for (const piece of pieces) {
        const isWhole = !isTooLong && rest.length + piece.length <= LINE_LIMIT;
        const event = entry.next(isWhole ? withoutReturn(rest + piece) : null);
        if (event !== null) events.push(event);
        rest = '';
        isTooLong = false;
      }
      isTooLong ||= rest.length + last.length > LINE_LIMIT;
      rest = isTooLong ? '' : rest + last;
      return events;
    },
    waiting: () => rest.length + entry.waiting(),
  };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Puts lines together with the JSON that follows them. */
function createEntryReader(clock: LineClock) {
  let open: { readonly written: Written; readonly name: string; json: string } | null = null;

  /** A line of the JSON, from `{` to `}` in the first column, or all of it at once. */
  const takeJson = (line: string): LineEvent | null => {
    if (open === null) return null;
    const isFirst = open.json === '';
    if (isFirst && line.trim() === '') return null;
    open.json += `${line}\n`;
    if (open.json.length > JSON_LIMIT || (isFirst && !line.startsWith('{'))) {
      open = null;
      return null;
    }
    if (!line.startsWith('}') && !(isFirst && line.trimEnd().endsWith('}'))) return null;
    const { written, name, json } = open;
    open = null;
    const meaning = readNotification(name, json);
    return meaning === null ? null : { ...meaning, written };
  };

  return {
    /** @param line null for one that was too long: it is not looked at, and a JSON that it is a part of is lost. */
    next(line: string | null): LineEvent | null {
      if (line === null) {
        open = null;
        return null;
      }
      const header = readLine(line);
      if (header === null) return takeJson(line);
      open = null;
      const written = clock.written(header.time);
      const reading = readMeaning(header);
      if (reading === null) return null;
      if (reading.type === 'said') return { ...reading.meaning, written };
      open = { written, name: reading.name, json: '' };
      return null;
    },
    waiting: () => open?.json.length ?? 0,
  };
}
