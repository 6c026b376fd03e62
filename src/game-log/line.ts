/** One line of the game's log that begins an entry. */
export interface Line {
  /** By the clock of the PC, without its zone, in milliseconds. */
  readonly time: number;
  readonly level: string;
  readonly channel: string;
  readonly message: string;
}

/** `2026-07-11 05:10:51.990|1.0.6.0.46010|Info|application|GameStarted:…`, in 1.0.0 with ` -07:00` after the time. */
const HEADER =
  /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d{1,3})?)\d*(?: ?[+-]\d{2}:?\d{2})?\|[^|]*\|([^|]*)\|([^|]*)\|(.*)$/s;

/** Null for a line that goes on with the entry before it. */
export function readLine(text: string): Line | null {
  const found = HEADER.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, seconds = '', level = '', channel = '', message = ''] = found;
  const at = [year, month, day, hour, minute].map(Number);
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0] = at;
  const time =
    Date.UTC(years, months - 1, days, hours, minutes) + Math.round(Number(seconds.replace(',', '.')) * 1000);
  return { time, level, channel, message };
}
