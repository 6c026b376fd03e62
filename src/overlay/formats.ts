import { clockWords } from '../raid/words.js';

/** What stands where a figure is not known. */
export const UNKNOWN = '–';

/** `1,204` */
export function formatCount(value: number | null): string {
  return value === null ? UNKNOWN : value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `2.40`, `1,204.00` */
export function formatRatio(value: number | null): string {
  return value === null
    ? UNKNOWN
    : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
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
