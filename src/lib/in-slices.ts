/** Lets what has come meanwhile go first: a press, above all. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Does it for each, and lets others go first after every so many: long work must not hold a press up. */
export async function inSlices<T>(
  items: readonly T[],
  perSlice: number,
  work: (item: T) => void,
): Promise<void> {
  let done = 0;
  for (const item of items) {
    work(item);
    done += 1;
    if (done % perSlice === 0) await nextTurn();
  }
}
