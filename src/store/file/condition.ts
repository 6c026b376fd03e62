import { ALL_READABLE, type Unreadable } from '../../raid/unreadable.js';
import { checkSoundness, type Soundness } from '../copies/check-soundness.js';
import { contradictionSentence, damageSentence, StorageError } from '../storage-error.js';
import type { Reader, Store } from '../store.js';
import { settleSums } from '../figures/sums.js';
import { readUnreadable } from '../query/unreadable.js';
import { backupFolder, listCopiesInTurns, type CopyFacts } from '../copies/copies.js';
import type { WentBack } from './remembered.js';
import { counted } from '../../lib/counted.js';
import { restoreCommand } from './words.js';

/** How the database is; at most one of the two is told. */
export interface Condition {
  /** Why it cannot serve, and what to do. */
  readonly fault: string | null;
  /** It serves, and may not hold all that it did. */
  readonly warning: { readonly finding: string; readonly remedy: string } | null;
  /** What of it cannot be read. */
  readonly unreadable: Unreadable;
}

/** Looks at the open database, as often as asked; it is read through beside, and not more often than it takes. */
export interface ConditionCheck {
  check(): Promise<Condition>;
  /** Whether it holds less than it did, or than a copy of it. */
  lookForLoss(): Promise<Condition>;
  /** @throws StorageError when it is damaged. */
  refuseDamaged(): Promise<void>;
}

export const GOOD: Condition = { fault: null, warning: null, unreadable: ALL_READABLE };

/** The set-up page asks at every press. */
const FRESH_FOR_MS = 10_000;

export function createConditionCheck(
  store: Store,
  file: string,
  freshForMs: number = FRESH_FOR_MS,
): ConditionCheck {
  let latest: { readonly found: Promise<Soundness>; endedAtMs: number | null } | null = null;
  const isFresh = (endedAtMs: number | null): boolean =>
    endedAtMs === null ||
    // Not if a press has met damage since.
    (performance.now() - endedAtMs < freshForMs && store.trouble()?.code !== 'storage-damaged');
  const soundness = (): Promise<Soundness> => {
    if (latest !== null && isFresh(latest.endedAtMs)) return latest.found;
    const reading = { found: checkSoundness(file), endedAtMs: null as number | null };
    const end = (): void => void (reading.endedAtMs = performance.now());
    reading.found.then(end, end);
    latest = reading;
    return reading.found;
  };
  const refuseDamaged = async (): Promise<void> => {
    store.refuseReplaced();
    const damage = damageOf(await soundness(), file);
    if (damage !== null) throw new StorageError('storage-damaged', damage);
    await settleSums(store);
  };
  return {
    refuseDamaged,
    lookForLoss: () => lossOf(store, file),
    async check() {
      try {
        store.refuseUnwritable();
        await refuseDamaged();
        const trouble = store.trouble();
        // What was damaged has been read through just now.
        if (trouble !== null && trouble.code !== 'storage-damaged')
          return { ...GOOD, fault: trouble.message };
        const unreadable = await store.readBeside(readUnreadable);
        return { ...(await lossOf(store, file)), unreadable };
      } catch (error) {
        return { ...GOOD, fault: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** The sentence for what was found; null when nothing was. */
export function damageOf(soundness: Soundness, file: string): string | null {
  switch (soundness) {
    case 'sound':
      return null;
    case 'damaged':
      return damageSentence(file);
    case 'contradicts_itself':
      return contradictionSentence(file);
  }
}

async function lossOf(store: Store, file: string): Promise<Condition> {
  const [best] = await listCopiesInTurns(backupFolder(file));
  const held = await store.read(readHeldByStore);
  if (store.wentBack !== null) return { ...GOOD, warning: wentBackWarning(file, held, store.wentBack, best) };
  return store.isChosen ? GOOD : { ...GOOD, warning: fullerCopyWarning(file, held, best) };
}

interface Held {
  readonly raids: number;
  readonly revision: number;
}

async function readHeldByStore(reader: Reader): Promise<Held> {
  const { revision } = await reader.selectFrom('app_state').select('revision').executeTakeFirstOrThrow();
  const rows = await reader.selectFrom('totals').select('raids').execute();
  return { revision, raids: rows.reduce((sum, { raids }) => sum + raids, 0) };
}

/** For a database that holds less than it did when this program last had it. */
export function wentBackWarning(file: string, held: Held, wentBack: WentBack, best: CopyFacts | undefined) {
  const inNumbers = `it held ${counted(wentBack.raids, 'raid')} and now holds ${held.raids}`;
  const last = wentBack.changes === 1 ? 'the last change is' : `the last ${wentBack.changes} changes are`;
  if (wentBack.changes === 0) {
    return {
      finding: `Raids are missing in ${file}: ${inNumbers}, and this program did not delete them.`,
      remedy: `If you did not delete them yourself: ${copyWords(file, best, (best?.raids ?? 0) > held.raids)}`,
    };
  }
  const remedy = copyWords(file, best, (best?.revision ?? -1) > held.revision);
  return {
    finding: `${file} is older than it was: ${inNumbers}; ${last} missing.`,
    remedy: `If you did not put an older copy there yourself: ${remedy}`,
  };
}

function copyWords(file: string, best: CopyFacts | undefined, isFuller: boolean): string {
  return best !== undefined && isFuller
    ? `the copy ${best.file} holds ${counted(best.raids, 'raid')}. Stop this program and run: ${restoreCommand()}. The present file is kept.`
    : `no copy in ${backupFolder(file)} holds more. Was a newer raids.db or a raids.db-wal deleted or moved? Put it back while this program is stopped.`;
}

/** A copy is a later state than the database: a new history was begun in its place. */
export function fullerCopyWarning(file: string, held: Held, best: CopyFacts | undefined) {
  if (best === undefined || best.raids <= held.raids || best.revision <= held.revision) return null;
  return {
    finding: `${file} holds ${counted(held.raids, 'raid')}, but the copy ${best.file} holds ${best.raids}.`,
    remedy: `If you miss raids: stop this program and run: ${restoreCommand()}. The present file is kept.`,
  };
}
