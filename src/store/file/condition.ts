import path from 'node:path';
import { ALL_READABLE, type Unreadable } from '../../raid/unreadable.js';
import { checkSoundness, type Soundness } from '../copies/check-soundness.js';
import { contradictionSentence, damageSentence, StorageError } from '../storage-error.js';
import type { Reader, Store } from '../store.js';
import { settleSums } from '../figures/sums.js';
import { readUnreadable } from '../query/unreadable.js';
import { backupFolder, listCopiesInTurns, type CopyFacts } from '../copies/copies.js';
import { isThereAgain, type Remembered, type WentBack } from './remembered.js';
import { formatBoundary } from '../time.js';
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
    let found = await soundness();
    if (found !== 'damaged') {
      const isCountedAnew = await settleSums(store);
      // What the sums said before is no damage any more.
      if (isCountedAnew && found !== 'sound') {
        latest = null;
        found = await soundness();
      }
    }
    const damage = damageOf(found, file);
    if (damage !== null) throw new StorageError('storage-damaged', damage);
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
  const since = noticedAt(store.wentBack);
  const copies = await listCopiesInTurns(backupFolder(file), since);
  const held = await store.read(readHeldByStore);
  const ofBefore =
    since === undefined ? held.raids : await store.readBeside((reader) => countBefore(reader, since));
  const remembered = { wentBack: store.wentBack, chosen: store.isChosen };
  return { ...GOOD, warning: warningOfLoss(file, { ...held, ofBefore }, remembered, copies) };
}

/** Since when less is there than before. */
export function noticedAt(wentBack: WentBack | null): Date | undefined {
  return wentBack === null ? undefined : new Date(wentBack.noticedAt);
}

/**
 * What to say of a database that may not hold all that it did; null: nothing.
 * @param copies best first.
 */
export function warningOfLoss(
  file: string,
  held: HeldOfBefore,
  { wentBack, chosen }: Pick<Remembered, 'wentBack' | 'chosen'>,
  copies: readonly CopyFacts[],
): Condition['warning'] {
  if (wentBack === null) return chosen ? null : fullerCopyWarning(file, held, copies[0]);
  return isThereAgain(wentBack, () => held.ofBefore) ? null : wentBackWarning(file, held, wentBack, copies);
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

async function countBefore(reader: Reader, time: Date): Promise<number> {
  const { raids } = await reader
    .selectFrom('raids')
    .where('started_at', '<', formatBoundary(time))
    .select((eb) => eb.fn.countAll<number>().as('raids'))
    .executeTakeFirstOrThrow();
  return raids;
}

/** What a database holds, and how many of its raids are from before it went back: all of them where it did not. */
interface HeldOfBefore extends Held {
  readonly ofBefore: number;
}

/** For a database that holds less than it did when this program last had it. */
function wentBackWarning(file: string, held: HeldOfBefore, wentBack: WentBack, copies: readonly CopyFacts[]) {
  const inNumbers =
    held.ofBefore < wentBack.raids
      ? `it held ${counted(wentBack.raids, 'raid')} and now holds ${held.ofBefore} of them`
      : 'it holds as many raids as before';
  const last = wentBack.changes === 1 ? 'the last change is' : `the last ${wentBack.changes} changes are`;
  const remedy = bringBackWords(file, held, copies);
  if (wentBack.changes === 0) {
    return {
      finding: `Raids are missing in ${file}: ${inNumbers}, and this program did not delete them.`,
      remedy: `If you did not delete them yourself: ${remedy}`,
    };
  }
  return {
    finding: `${file} is older than it was: ${inNumbers}; ${last} missing.`,
    remedy: `If you did not put an older copy there yourself: ${remedy}`,
  };
}

function bringBackWords(file: string, held: HeldOfBefore, copies: readonly CopyFacts[]): string {
  const fullest = copies.reduce<CopyFacts | undefined>(
    (best, copy) => (best === undefined || copy.ofBefore > best.ofBefore ? copy : best),
    undefined,
  );
  const holdsMore = fullest !== undefined && fullest.ofBefore > held.ofBefore;
  if (fullest === undefined || !(holdsMore || fullest.revision > held.revision))
    return `no copy in ${backupFolder(file)} holds more. Was a newer raids.db or a raids.db-wal deleted or moved? Put it back while this program is stopped.`;
  const restore = restoreCommand(fullest === copies[0] ? undefined : path.basename(fullest.file));
  const holds = `the copy ${fullest.file} holds ${holdsMore ? counted(fullest.ofBefore, 'raid') : 'more changes'}.`;
  const isPlayedOn = held.raids > held.ofBefore;
  return isPlayedOn
    ? `${holds} Save all raids first at /export/raids.json, then stop this program and run: ${restore}. Start it again and import what you saved. The present file is kept.`
    : `${holds} Stop this program and run: ${restore}. The present file is kept.`;
}

/** A copy is a later state than the database: a new history was begun in its place. */
function fullerCopyWarning(file: string, held: Held, best: CopyFacts | undefined) {
  if (best === undefined || best.raids <= held.raids || best.revision <= held.revision) return null;
  return {
    finding: `${file} holds ${counted(held.raids, 'raid')}, but the copy ${best.file} holds ${best.raids}.`,
    remedy: `If you miss raids: stop this program and run: ${restoreCommand()}. The present file is kept.`,
  };
}
