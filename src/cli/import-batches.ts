import type { Portable } from '../exchange/parse-item.js';
import { ImportError } from '../exchange/import-error.js';
import type { PortableRaid, PortableSession } from '../raid/history/portable.js';

/** What is stored at once: as much as a running service can take beside its presses. */
export interface Batch {
  readonly raids: PortableRaid[];
  readonly sessions: PortableSession[];
}

const MAX_ITEMS = 50;
const MAX_BYTES = 1_000_000;
/** A service takes no more in one call. */
const MAX_ITEM_BYTES = 4_000_000;

/** What looking through a file once has told. */
export interface Survey {
  readonly total: number;
  /** Starts that several raids have: those must be stored in one go, to be told apart from what is there. */
  readonly sharedStarts: ReadonlySet<number>;
}

/** Reads to the end. Throws what reading throws, and for a raid that is larger than a service takes. */
export async function survey(items: AsyncIterable<Portable>): Promise<Survey> {
  const starts = new Set<number>();
  const sharedStarts = new Set<number>();
  let total = 0;
  for await (const item of items) {
    total += 1;
    if (item.type === 'session') continue;
    const start = item.raid.started_at.getTime();
    if (starts.has(start)) sharedStarts.add(start);
    starts.add(start);
    if (bytesOf(item) <= MAX_ITEM_BYTES) continue;
    throw new ImportError(
      `The raid that started at ${item.raid.started_at.toISOString()} is larger than ${MAX_ITEM_BYTES / 1_000_000} MB: take kills out of it.`,
    );
  }
  return { total, sharedStarts };
}

/** The items in batches; raids with one start come together, after the others. */
export async function* batchesOf(
  items: AsyncIterable<Portable>,
  { sharedStarts }: Survey,
): AsyncGenerator<Batch> {
  const alike = new Map<number, Portable[]>();
  let batch: Batch = { raids: [], sessions: [] };
  let bytes = 0;
  function* added(group: readonly Portable[]): Generator<Batch> {
    const size = group.reduce((sum, item) => sum + bytesOf(item), 0);
    const count = batch.raids.length + batch.sessions.length;
    if (count > 0 && (count + group.length > MAX_ITEMS || bytes + size > MAX_BYTES)) {
      yield batch;
      [batch, bytes] = [{ raids: [], sessions: [] }, 0];
    }
    for (const item of group) {
      if (item.type === 'raid') batch.raids.push(item.raid);
      else batch.sessions.push(item.session);
    }
    bytes += size;
  }
  for await (const item of items) {
    const start = item.type === 'raid' ? item.raid.started_at.getTime() : NaN;
    const group = alike.get(start);
    if (!sharedStarts.has(start)) yield* added([item]);
    else if (group === undefined) alike.set(start, [item]);
    else group.push(item);
  }
  for (const group of alike.values()) {
    // Nobody plays a hundred raids at one moment, and a service takes no more in one call.
    for (let from = 0; from < group.length; from += MAX_ITEMS)
      yield* added(group.slice(from, from + MAX_ITEMS));
  }
  if (batch.raids.length + batch.sessions.length > 0) yield batch;
}

function bytesOf(item: Portable): number {
  return Buffer.byteLength(JSON.stringify(item.type === 'raid' ? item.raid : item.session));
}
