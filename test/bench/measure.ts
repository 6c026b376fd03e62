/** Milliseconds of many samples. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

export function spreadOf(samplesMs: readonly number[]): Spread {
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** One line of a table: both spreads and how many times the floor the product costs. */
export function ratioRow(what: string, product: Spread, floor: Spread): Record<string, string> {
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  const ratio = (of: number, to: number): string => `${(of / to).toFixed(2)} ×`;
  return {
    what,
    'product p50': ms(product.p50),
    'floor p50': ms(floor.p50),
    'ratio p50': ratio(product.p50, floor.p50),
    'product p99': ms(product.p99),
    'floor p99': ms(floor.p99),
    'ratio p99': ratio(product.p99, floor.p99),
  };
}
