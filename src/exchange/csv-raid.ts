import { CHARACTERS } from '../raid/game/characters.js';
import { MAX_KILLS, checkPortableRaid } from '../raid/history/check-portable.js';
import { later } from '../raid/clock.js';
import { newKill } from '../raid/history/decide-kills.js';
import { MODES } from '../raid/game/game-modes.js';
import type { RaidFields } from '../raid/history/history-command.js';
import { parseKillList } from '../raid/history/kill-list.js';
import { isOpen, LOG_DEEDS, type LogDeed } from '../raid/model.js';
import { MOMENT_FAULT, parseMoment } from '../raid/moment.js';
import type { PortableRaid } from '../raid/history/portable.js';
import { newRaid } from '../raid/history/raid-from-fields.js';
import type { RaidDefaults } from '../raid/press/raid-defaults.js';
import { OUTCOME_VOCABULARY, STATE_VOCABULARY } from '../raid/game/statuses.js';
import { toldState } from '../raid/history/told-state.js';
import { findWord, wordFault, type Vocabulary } from '../raid/game/vocabulary.js';
import type { CsvColumn, CsvRow } from './csv-columns.js';
import { unguarded } from './formula-guard.js';

/** The raid of a row. Throws an error that says which column is wrong, and what belongs there. */
export function raidOfRow(row: CsvRow, rules: RaidDefaults, now: Date): PortableRaid {
  const raid = { ...newRaid(fieldsOf(row), rules, now), ...unknownOf(row) };
  const list = parseKillList(row.kills ?? '', MAX_KILLS);
  if (!list.ok) throw new Error(`kills ${list.fault}.`);
  const kills = list.kills.map((kill) => ({ kill_id: 0, ...newKill(kill, raid, now, 'kills') }));
  const raid_id = row.raid_id ? numberOf(row, 'raid_id') : 0;
  return checkPortableRaid({ raid_id, ...raid, ...logDeedsOf(row), kills }, now);
}

/** What the game's own log did, as an export has it: `start matched over`. */
function logDeedsOf({ from_game_log: cell }: CsvRow): Pick<PortableRaid, 'from_game_log'> {
  if (!cell) return {};
  const deeds = cell.split(/\s+/).map((word): LogDeed => {
    const deed = LOG_DEEDS.find((known) => known === word.toLowerCase());
    if (deed === undefined) throw new Error(`from_game_log must be words of ${LOG_DEEDS.join(', ')}.`);
    return deed;
  });
  return { from_game_log: [...new Set(deeds)] };
}

/** What an export says is not known stays so; in a table made by hand, which has no ids, it is worked out. */
function unknownOf(row: CsvRow): Partial<Pick<PortableRaid, 'matched_at' | 'queue_time_seconds'>> {
  if (!row.raid_id) return {};
  return {
    ...(row.matched_at === '' && { matched_at: null }),
    ...(row.queue_time_seconds === '' && { queue_time_seconds: null }),
  };
}

function fieldsOf(row: CsvRow): RaidFields {
  const map_name = unguarded(needed(row, 'map_name'));
  const character_type = wordOf(row, 'character_type', CHARACTERS);
  const { status, outcome } = toldState({
    status: wordOf(row, 'status', STATE_VOCABULARY),
    outcome: row.outcome ? wordOf(row, 'outcome', OUTCOME_VOCABULARY) : null,
  });
  const started_at = timeOf(row, 'started_at');
  const matched_at = row.matched_at ? timeOf(row, 'matched_at') : undefined;
  const seconds = row.queue_time_seconds ? numberOf(row, 'queue_time_seconds') : 0;
  // Without its end it ended when it was last known of, and not now: tables are about what was long ago.
  const lastKnown = matched_at ?? later(started_at, seconds);
  const over_at = row.over_at ? timeOf(row, 'over_at') : undefined;
  const ended_at = row.ended_at ? timeOf(row, 'ended_at') : isOpen(status) ? undefined : lastKnown;
  return known({
    map_name,
    character_type,
    status,
    outcome: outcome ?? undefined,
    started_at,
    matched_at,
    over_at,
    ended_at,
    game_mode: row.game_mode ? wordOf(row, 'game_mode', MODES) : undefined,
    queue_time_seconds: row.queue_time_seconds ? seconds : undefined,
    extract_location: row.extract_location ? unguarded(row.extract_location) : undefined,
  });
}

/** Every field is named, so that none is passed over; the type of the fields wants an unknown one to be left out. */
function known(fields: { [Field in keyof Required<RaidFields>]: RaidFields[Field] | undefined }): RaidFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as RaidFields;
}

function needed(row: CsvRow, column: CsvColumn): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`${column} is missing.`);
  return value;
}

function wordOf<T extends string>(row: CsvRow, column: CsvColumn, vocabulary: Vocabulary<T>): T {
  const value = needed(row, column);
  const word = findWord(vocabulary, value);
  if (word === null) throw new Error(`${column} ${wordFault(vocabulary, value)}.`);
  return word;
}

function timeOf(row: CsvRow, column: CsvColumn): Date {
  const text = needed(row, column);
  const time = parseMoment(text);
  if (time === null) throw new Error(`${column} ${MOMENT_FAULT}, and not "${text.slice(0, 40)}".`);
  return time;
}

function numberOf(row: CsvRow, column: CsvColumn): number {
  const text = needed(row, column);
  if (!/^\d{1,12}$/.test(text))
    throw new Error(`${column} must be a whole number, and not "${text.slice(0, 40)}".`);
  return Number(text);
}
