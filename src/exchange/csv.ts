import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { RaidFields } from '../raid/history-command.js';
import { formatKillList, parseKillList } from '../raid/kill-list.js';
import { newKill } from '../raid/decide-kills.js';
import { CHARACTER_TYPES, GAME_MODES, RAID_STATUSES } from '../raid/model.js';
import type { PortableRaid } from '../raid/portable.js';
import { newRaid } from '../raid/raid-from-fields.js';
import { checkRaid } from '../raid/raid-times.js';
import { RuleError } from '../raid/rule-error.js';
import { DEFAULT_RULES } from '../raid/rules.js';
import { ImportFault } from './json.js';

/** The columns of the table, one raid a row; README says what they hold. */
export const CSV_COLUMNS = [
  'raid_id',
  'started_at',
  'matched_at',
  'ended_at',
  'queue_time_seconds',
  'status',
  'character_type',
  'game_mode',
  'map_name',
  'extract_location',
  'kill_count',
  'headshot_count',
  'kills',
] as const;
type Row = Partial<Record<(typeof CSV_COLUMNS)[number], string>>;

/** The table, piece by piece. */
export async function* formatCsv(raids: AsyncIterable<PortableRaid>): AsyncGenerator<string> {
  // The mark lets spreadsheets take it for UTF-8; formulas in names are disarmed, because a spreadsheet runs them.
  yield `\uFEFF${stringify([[...CSV_COLUMNS]])}`;
  for await (const raid of raids)
    yield stringify([rowOf(raid)], { escape_formulas: true, quoted_match: /;/ });
}

function rowOf(raid: PortableRaid): (string | number | null)[] {
  const kills = raid.kills.map((kill) => ({ ...kill, raid_id: raid.raid_id }));
  return [
    raid.raid_id,
    raid.started_at.toISOString(),
    raid.matched_at?.toISOString() ?? null,
    raid.ended_at?.toISOString() ?? null,
    raid.queue_time_seconds,
    raid.status,
    raid.character_type,
    raid.game_mode,
    raid.map_name,
    raid.extract_location,
    kills.length,
    kills.filter(({ headshot }) => headshot === true).length,
    formatKillList(kills),
  ];
}

/**
 * Reads the table. The columns may stand in any order; `started_at`, `status`, `character_type` and `map_name` are
 * needed. The rules of raids hold; a kill without a time was at its raid's end.
 * @throws ImportFault that names the row.
 */
export async function* parseCsv(text: AsyncIterable<string>, now: Date): AsyncGenerator<PortableRaid> {
  const parser = parse({
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
    delimiter: [',', ';'],
  });
  void feed(text, parser);
  let row = 1;
  try {
    for await (const record of parser) {
      row += 1;
      yield raidOf(record as Row, now);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportFault(`Row ${row}: ${reason}`);
  }
}

async function feed(text: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const piece of text) parser.write(piece);
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function raidOf(row: Row, now: Date): PortableRaid {
  const fields: RaidFields = {
    map_name: needed(row, 'map_name'),
    character_type: oneOf(row, 'character_type', CHARACTER_TYPES),
    status: oneOf(row, 'status', RAID_STATUSES),
    started_at: timeOf(needed(row, 'started_at'), 'started_at'),
    ...(row.game_mode && { game_mode: oneOf(row, 'game_mode', GAME_MODES) }),
    ...(row.matched_at && { matched_at: timeOf(row.matched_at, 'matched_at') }),
    ...(row.ended_at && { ended_at: timeOf(row.ended_at, 'ended_at') }),
    ...(!row.matched_at &&
      row.queue_time_seconds && { queue_time_seconds: numberOf(row.queue_time_seconds) }),
    ...(row.extract_location && { extract_location: row.extract_location }),
  };
  const raid = newRaid(fields, DEFAULT_RULES, now);
  checkRaid(raid, now);
  const kills = parseKillList(row.kills ?? '');
  if (kills === null) throw new RuleError('bad-input', 'kills must be such as "pmc:M4A1:headshot; 2 scav"');
  return {
    raid_id: row.raid_id ? numberOf(row.raid_id) : 0,
    ...raid,
    kills: kills.map((kill) => ({ kill_id: 0, ...newKill(kill, raid, now, 'kills') })),
  };
}

function needed(row: Row, column: keyof Row): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`${column} is missing.`);
  return value;
}

function oneOf<T extends string>(row: Row, column: keyof Row, words: readonly T[]): T {
  const value = needed(row, column).toLowerCase();
  const word = words.find((known) => known === value);
  if (word === undefined) throw new Error(`${column} must be one of ${words.join(', ')}.`);
  return word;
}

function timeOf(text: string, column: string): Date {
  // A time without a zone would be another one on another PC.
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) {
    throw new Error(`${column} must be a time with its zone, such as 2026-11-22T19:03:11Z.`);
  }
  return time;
}

function numberOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} must be a whole number.`);
  return Number(text);
}
