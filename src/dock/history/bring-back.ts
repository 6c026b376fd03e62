import { call } from '../lib/call.js';
import { countWords } from '../../client/words.js';

/** What a running service takes beside its presses. */
const MAX_ITEMS = 50;
const MAX_BYTES = 1_000_000;
/** A browser holds the whole file; the command reads it piece by piece. */
const MAX_FILE_BYTES = 100_000_000;

type Items = Readonly<Record<'raids' | 'sessions', readonly unknown[]>>;

/**
 * Adds the raids of a saved file that are not there yet, after a copy of what is there. The service checks each.
 * @returns what came of it, one or two sentences.
 */
export async function bringBack(
  file: Pick<File, 'name' | 'size' | 'text'>,
  onProgress: (count: number) => void,
): Promise<{ ok: boolean; sentence: string }> {
  if (file.size > MAX_FILE_BYTES)
    return no(`${file.name} is too large for this page: bring it back with the program's command “import”.`);
  const items = itemsOf(await file.text());
  if (items === null)
    return no(`${file.name} is no file of saved raids: choose one that “Save all raids” has made.`);
  const copied = await call('POST', '/backup', {});
  if (copied.kind !== 'ok') return no(`Nothing was brought back. ${copied.message}`);
  let [looked, added, present] = [0, 0, 0];
  for (const batch of batchesOf(items)) {
    const answer = await call<{ imported: number; skipped: number }>('POST', '/import', batch);
    if (answer.kind !== 'ok') {
      const before =
        looked === 0 ? 'Nothing was brought back.' : `${countWords(added, 'raid')} came back, then:`;
      return no(
        `${before} ${withStart(answer.message, batch)} Choose the file again to go on; what is there is not added twice.`,
      );
    }
    looked += batch.raids.length + batch.sessions.length;
    added += answer.json.imported;
    present += answer.json.skipped;
    onProgress(looked);
  }
  const were =
    present === 0 ? '' : ` ${countWords(present, 'raid')} ${present === 1 ? 'was' : 'were'} there already.`;
  return { ok: true, sentence: `${countWords(added, 'raid')} came back.${were}` };
}

/** The service names a raid by its place in the batch, which nobody sees. */
function withStart(message: string, { raids }: Items): string {
  return message.replace(/^raids\[(\d+)\](?=:)/, (place, index: string) => {
    const raid = raids[Number(index)];
    return isWithStart(raid) ? `The raid that started at ${String(raid.started_at)}` : place;
  });
}

function isWithStart(raid: unknown): raid is { readonly started_at: unknown } {
  return typeof raid === 'object' && raid !== null && 'started_at' in raid;
}

function no(sentence: string): { ok: false; sentence: string } {
  return { ok: false, sentence };
}

/** Null: this is no export of the program. */
function itemsOf(text: string): Items | null {
  try {
    const { format, raids = [], sessions = [] } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (format !== 'tarkov-stream-producer' || !Array.isArray(raids) || !Array.isArray(sessions)) return null;
    return { raids, sessions };
  } catch {
    return null;
  }
}

/** Raids with one start go together: only so the service tells them apart from those that are there. */
function* batchesOf({ raids, sessions }: Items): Generator<Items> {
  for (let from = 0; from < sessions.length; from += MAX_ITEMS)
    yield { raids: [], sessions: sessions.slice(from, from + MAX_ITEMS) };
  const byStart = new Map<unknown, unknown[]>();
  for (const raid of raids) {
    const start = isWithStart(raid) ? raid.started_at : null;
    byStart.set(start, [...(byStart.get(start) ?? []), raid]);
  }
  let [batch, bytes]: [unknown[], number] = [[], 0];
  for (const alike of byStart.values()) {
    const size = JSON.stringify(alike).length;
    if (batch.length > 0 && (batch.length + alike.length > MAX_ITEMS || bytes + size > MAX_BYTES)) {
      yield { raids: batch, sessions: [] };
      [batch, bytes] = [[], 0];
    }
    batch.push(...alike);
    bytes += size;
  }
  if (batch.length > 0) yield { raids: batch, sessions: [] };
}
