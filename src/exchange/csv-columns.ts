import { nearestName } from '../lib/nearest-name.js';
import { formatKillList } from '../raid/history/kill-list.js';
import type { PortableRaid } from '../raid/history/portable.js';
import { guarded } from './formula-guard.js';
import { ImportError } from './import-error.js';

/** A value of each raid, or what is counted for who only reads the table. */
export type CsvColumn =
  Exclude<keyof PortableRaid, 'as_stored' | 'unreadable'> | 'kill_count' | 'headshot_count';
type Cell = string | number | null;

/** The columns of the table, one raid a row, with what they hold; README says it, too. */
const CELLS: Readonly<Record<CsvColumn, (raid: PortableRaid) => Cell>> = {
  raid_id: (raid) => raid.raid_id,
  started_at: (raid) => raid.started_at.toISOString(),
  matched_at: (raid) => raid.matched_at?.toISOString() ?? null,
  ended_at: (raid) => raid.ended_at?.toISOString() ?? null,
  queue_time_seconds: (raid) => raid.queue_time_seconds,
  status: (raid) => raid.status,
  character_type: (raid) => raid.character_type,
  game_mode: (raid) => raid.game_mode,
  map_name: (raid) => guarded(raid.map_name),
  extract_location: (raid) => (raid.extract_location === null ? null : guarded(raid.extract_location)),
  kill_count: (raid) => raid.kills.length,
  headshot_count: (raid) => raid.kills.filter(({ headshot }) => headshot === true).length,
  kills: ({ kills, raid_id }) => formatKillList(kills.map((kill) => ({ ...kill, raid_id }))),
  outcome: (raid) => raid.outcome,
  over_at: (raid) => raid.over_at?.toISOString() ?? null,
  from_game_log: (raid) => raid.from_game_log?.join(' ') ?? null,
};
export const CSV_COLUMNS = Object.keys(CELLS) as readonly CsvColumn[];

export function cellsOf(raid: PortableRaid): Cell[] {
  return CSV_COLUMNS.map((column) => CELLS[column](raid));
}

export type CsvRow = Partial<Record<CsvColumn, string>>;

/** Where nothing else says what a raid was. */
const NEEDED: readonly CsvColumn[] = ['started_at', 'status', 'character_type', 'map_name'];

/**
 * The columns by the first row, in any order and case; null for one without a name.
 * @throws ImportError for a name that is not known, stands twice, or is missing: a column that is passed over would be
 *   lost without a word.
 */
export function columnsOf(header: readonly string[], row: number): (CsvColumn | null)[] {
  const columns = header.map((cell) => (cell.trim() === '' ? null : columnOf(cell.trim(), row)));
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) < index);
  if (twice !== undefined)
    throw new ImportError(`Row ${row}: the column ${String(twice)} stands there twice.`);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new ImportError(
      `Row ${row} must name the columns, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    );
  }
  if (columns.includes('kill_count') && !columns.includes('kills')) {
    throw new ImportError(
      `Row ${row}: kill_count alone does not say which kills. Name them in a column kills, such as "pmc:M4A1; 2 scav", or take kill_count out.`,
    );
  }
  return columns;
}

function columnOf(name: string, row: number): CsvColumn {
  const column = CSV_COLUMNS.find((known) => known === name.toLowerCase());
  if (column !== undefined) return column;
  const meant =
    nearestName(name, CSV_COLUMNS) ??
    CSV_COLUMNS.find((known) => known.startsWith(name.toLowerCase())) ??
    null;
  throw new ImportError(
    `Row ${row}: there is no column "${name.slice(0, 40)}"${meant === null ? '' : ` (did you mean ${meant}?)`}. Rename it, or take it out. The columns are ${CSV_COLUMNS.join(', ')}.`,
  );
}

/** The cells by their columns. */
export function rowOf(cells: readonly string[], columns: readonly (CsvColumn | null)[]): CsvRow {
  if (cells.length !== columns.length) {
    const remedy =
      cells.length > columns.length
        ? 'Put a cell that holds a comma or semicolon into double quotes.'
        : 'Leave an empty cell where nothing is known.';
    throw new ImportError(`it has ${cells.length} cells, and the first row ${columns.length}. ${remedy}`);
  }
  const row: CsvRow = {};
  for (const [index, column] of columns.entries()) {
    const cell = (cells[index] ?? '').trim();
    if (column !== null) row[column] = cell;
    else if (cell !== '') throw new ImportError(`"${cell.slice(0, 40)}" stands in a column without a name.`);
  }
  return row;
}
