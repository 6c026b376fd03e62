/** A scene item that was shown, or hidden, for a while, and is put back when that is over. */
export interface ShownItem {
  readonly collection: string;
  readonly scene: string;
  readonly source: string;
  /** How it was before, and will be again. */
  readonly enabledThen: boolean;
  /** Time of the PC, so that it holds over a restart. */
  readonly untilMs: number;
}

/** Where they are kept over a restart. */
export interface ShownStore {
  read(): readonly ShownItem[];
  write(items: readonly ShownItem[]): void;
}

export const KEPT_NOWHERE: ShownStore = { read: () => [], write: () => undefined };

/** Nothing is shown for longer, whatever the clock of the PC says. */
export const LONGEST_SHOWN_MS = 600_000;
const MOST_ITEMS = 200;

type Place = Pick<ShownItem, 'collection' | 'scene' | 'source'>;

/** What has to be put back, and when; on the disk before OBS is told, so that a crash in between leaves nothing shown. */
export interface ShownItems {
  /** Null: it is as it was left. */
  find(place: Place): ShownItem | null;
  /**
   * Notes these. One that is there keeps what it was before, and the later of both times: what comes again makes it
   * longer, never shorter.
   */
  note(items: readonly Omit<ShownItem, 'untilMs'>[], forMs: number): void;
  /** A scene or source of that collection has another name now, as OBS tells it. */
  rename(collection: string | null | undefined, from: unknown, to: unknown): void;
  /** They are done with, or stay as they are now. */
  forget(places: readonly Place[]): void;
  all(collection: string | null): readonly ShownItem[];
  due(collection: string | null): readonly ShownItem[];
  /** Milliseconds until the next one of this collection is due; Infinity: none is. */
  untilNextMs(collection: string | null): number;
}

export function createShownItems(
  store: ShownStore,
  { now, nowMs }: { readonly now: () => Date; readonly nowMs: () => number },
): ShownItems {
  const items = new Map<string, ShownItem & { readonly dueMs: number }>();
  for (const item of store.read().slice(0, MOST_ITEMS)) {
    const leftMs = Math.min(LONGEST_SHOWN_MS, Math.max(0, item.untilMs - now().getTime()));
    items.set(keyOf(item), { ...item, dueMs: nowMs() + leftMs });
  }

  const write = (): void => {
    store.write([...items.values()].map(({ dueMs: _dueMs, ...item }) => item));
  };
  const ofCollection = (collection: string | null) =>
    [...items.values()].filter((item) => item.collection === collection);

  return {
    find: (place) => items.get(keyOf(place)) ?? null,
    note(added, forMs) {
      // The same for all, so that none is left behind when they are due.
      const [untilMs, dueMs] = [now().getTime() + forMs, nowMs() + forMs];
      for (const item of added) {
        if (items.size >= MOST_ITEMS && !items.has(keyOf(item))) continue;
        const before = items.get(keyOf(item));
        items.set(keyOf(item), {
          ...item,
          enabledThen: before?.enabledThen ?? item.enabledThen,
          untilMs: Math.max(before?.untilMs ?? 0, untilMs),
          dueMs: Math.max(before?.dueMs ?? 0, dueMs),
        });
      }
      if (added.length > 0) write();
    },
    rename(collection, from, to) {
      if (typeof from !== 'string' || typeof to !== 'string') return;
      const named = (name: string): string => (name === from ? to : name);
      const renamed = [...items.values()].filter(
        (item) => item.collection === collection && (item.scene === from || item.source === from),
      );
      for (const item of renamed) {
        items.delete(keyOf(item));
        const next = { ...item, scene: named(item.scene), source: named(item.source) };
        items.set(keyOf(next), next);
      }
      if (renamed.length > 0) write();
    },
    forget(places) {
      const before = items.size;
      for (const place of places) items.delete(keyOf(place));
      if (items.size !== before) write();
    },
    all: ofCollection,
    due: (collection) => ofCollection(collection).filter(({ dueMs }) => dueMs <= nowMs()),
    untilNextMs: (collection) =>
      Math.min(Infinity, ...ofCollection(collection).map(({ dueMs }) => Math.max(0, dueMs - nowMs()))),
  };
}

function keyOf({ collection, scene, source }: Place): string {
  return JSON.stringify([collection, scene, source]);
}
