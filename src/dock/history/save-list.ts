import { call } from '../lib/call.js';
import { countWords } from '../../client/words.js';
import type { RaidJson } from '../../client/wire.js';
import { listPath, type Filters } from './model.js';

const PAGE = 500;
/** What only a page needs is left out. */
type Column = Exclude<
  keyof RaidJson,
  'active' | 'stale' | 'raid_duration_seconds' | 'from_game_log' | 'unreadable'
>;
/** In this order; a record, so that none can be forgotten. */
const IN_FILE: Readonly<Record<Column, true>> = {
  raid_id: true,
  status: true,
  outcome: true,
  character_type: true,
  game_mode: true,
  map_name: true,
  started_at: true,
  matched_at: true,
  over_at: true,
  ended_at: true,
  queue_time_seconds: true,
  time_in_raid_seconds: true,
  kill_count: true,
  headshot_count: true,
  extract_location: true,
};
const COLUMNS = Object.keys(IN_FILE) as readonly Column[];

/**
 * Saves every raid that fits the filters as a file of the browser, reading page by page.
 * @returns what came of it, one sentence.
 */
export async function saveList(
  filters: Filters,
  format: 'csv' | 'json',
  onProgress: (count: number) => void,
): Promise<{ ok: boolean; sentence: string }> {
  const raids: RaidJson[] = [];
  let cursor: string | null = null;
  do {
    const path: string = listPath(filters, cursor, PAGE);
    const answer = await call<{ raids: readonly RaidJson[]; next: string | null }>('GET', path);
    if (answer.kind !== 'ok') return { ok: false, sentence: answer.message };
    raids.push(...answer.json.raids);
    cursor = answer.json.next;
    onProgress(raids.length);
  } while (cursor !== null);
  const text = format === 'json' ? JSON.stringify({ raids }, null, 2) : csvOf(raids);
  download(`tarkov-raids.${format}`, text, format === 'json' ? 'application/json' : 'text/csv');
  return {
    ok: true,
    sentence: `${countWords(raids.length, 'raid')} ${raids.length === 1 ? 'is' : 'are'} in your downloads.`,
  };
}

function csvOf(raids: readonly RaidJson[]): string {
  const lines = raids.map((raid) => COLUMNS.map((name) => csvCell(raid[name])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  // A spreadsheet runs what begins like a formula, and a map's name may be anything.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
