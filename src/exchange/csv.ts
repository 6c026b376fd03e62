import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { PortableRaid } from '../raid/history/portable.js';
import type { RaidDefaults } from '../raid/press/raid-defaults.js';
import { cellsOf, columnsOf, CSV_COLUMNS, rowOf, type CsvColumn } from './csv-columns.js';
import { raidOfRow } from './csv-raid.js';
import { ImportError } from './import-error.js';
import { codeOf } from '../lib/error-code.js';

/** The table, piece by piece. */
export async function* formatCsv(raids: AsyncIterable<PortableRaid>): AsyncGenerator<string> {
  // The mark lets spreadsheets take it for UTF-8.
  yield `\uFEFF${stringify([[...CSV_COLUMNS]])}`;
  for await (const raid of raids) yield stringify([cellsOf(raid)], { quoted_match: /;/ });
}

/**
 * Reads the table. The columns may stand in any order; `started_at`, `status`, `character_type` and `map_name` are
 * needed. The rules of raids hold; a kill was at its raid's end.
 * @param rules the game mode of a raid that names none.
 * @throws ImportError that names the row, as a spreadsheet counts it.
 */
export async function* parseCsv(
  text: AsyncIterable<string>,
  rules: RaidDefaults,
  now: Date,
): AsyncGenerator<PortableRaid> {
  let columns: (CsvColumn | null)[] | null = null;
  for await (const { cells, row } of recordsOf(text)) {
    // An empty line, or one that a spreadsheet has left (`;;;`).
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (columns === null) {
      columns = columnsOf(cells, row);
      continue;
    }
    try {
      yield raidOfRow(rowOf(cells, columns), rules, now);
    } catch (error) {
      throw new ImportError(`Row ${row}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (columns === null) throw new ImportError('The file is empty.');
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly row: number;
}

async function* recordsOf(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const { delimiter, skipped, pieces } = await opening(text);
  let row = skipped;
  const parser = parse({ delimiter, relax_column_count: true, skip_empty_lines: false, trim: true });
  const feeding = feed(pieces, parser);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { cells, row: (row += 1) };
    await feeding;
  } catch (error) {
    // A disk's, or of the encoding.
    if (!isOfTable(error)) throw error;
    throw new ImportError(
      `Row ${rowOfFault(error, skipped) ?? row + 1}: a double quote stands alone. Put the whole cell into double quotes, and write each quote inside it twice.`,
    );
  }
}

function isOfTable(error: unknown): boolean {
  return codeOf(error)?.startsWith('CSV_') === true;
}

/** The parser stops at the fault and drops rows that it had read before it. */
function rowOfFault(error: unknown, skipped: number): number | null {
  if (!(error instanceof Error && 'records' in error && typeof error.records === 'number')) return null;
  return skipped + error.records + 1;
}

async function feed(pieces: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  // Who reads may stop at a wrong row: then the file is let go, too.
  const closed = new Promise((resolve) => void parser.once('close', resolve));
  try {
    for await (const piece of pieces) {
      if (parser.destroyed) return;
      if (parser.write(piece)) continue;
      await Promise.race([closed, new Promise((resolve) => void parser.once('drain', resolve))]);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

const DELIMITERS = [',', ';', '\t'] as const;

/** What separates the cells: as Excel's own first line says (`sep=;`), else what the first row holds most of. */
async function opening(
  text: AsyncIterable<string>,
): Promise<{ delimiter: string; skipped: number; pieces: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let start = '';
  let isOver = false;
  while (!isOver && !start.includes('\n')) {
    const next = await iterator.next();
    if (next.done === true) isOver = true;
    else start += next.value;
  }
  start = start.replace(/^\uFEFF/, '');
  const [line = ''] = start.split(/\r?\n|\r/, 1);
  const told = /^"?sep=(.)"?[,;\t]*$/i.exec(line)?.[1];
  const count = (mark: string): number => line.split(mark).length;
  const delimiter = told ?? DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  const rest = told === undefined ? start : start.slice(line.length).replace(/^\r?\n|^\r/, '');
  const pieces = async function* (): AsyncGenerator<string> {
    yield rest;
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  return { delimiter, skipped: told === undefined ? 0 : 1, pieces: pieces() };
}
