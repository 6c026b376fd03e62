import { clockWords } from '../raid/words.js';

/** What stands where a figure is not known. */
export const UNKNOWN = '–';

// Made once: a call of toLocaleString makes a formatter each time, which was most of a projection's cost.
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const RATIO = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `1,204` */
export function formatCount(value: number | null): string {
  return value === null ? UNKNOWN : COUNT.format(value);
}

/** `2.40`, `1,204.00` */
export function formatRatio(value: number | null): string {
  return value === null ? UNKNOWN : RATIO.format(value);
}

/** `63.6%` */
export function formatPercent(value: number | null): string {
  return value === null ? UNKNOWN : `${value.toFixed(1)}%`;
}

/** `1:34`, `1:07:42`; whole seconds. */
export function formatDuration(seconds: number | null): string {
  return seconds === null ? UNKNOWN : clockWords(seconds);
}

export function formatName(name: string | null): string {
  return name ?? UNKNOWN;
}
