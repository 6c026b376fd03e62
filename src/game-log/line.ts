/** One line of the game's log that begins an entry. */
export interface Line {
  /** The time of the PC, without its zone, as it stands there. */
  readonly time: string;
  readonly level: string;
  readonly channel: string;
  readonly message: string;
}

/** `2026-07-11 05:10:51.990|1.0.6.0.46010|Info|application|GameStarted:…`, in 1.0.0 with ` -07:00` after the time. */
const HEADER =
  /^(\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?)(?: ?[+-]\d{2}:?\d{2})?\|[^|]*\|([^|]*)\|([^|]*)\|(.*)$/s;

/** Null for a line that goes on with the entry before it. */
export function readLine(text: string): Line | null {
  const found = HEADER.exec(text);
  if (found === null) return null;
  const [, time = '', level = '', channel = '', message = ''] = found;
  return { time, level, channel, message };
}
