import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/raid/command.js';
import { openTestDatabase, withSqlite } from '../support/database.js';

/** Every kind of press, each with something to do. */
const PRESSES: readonly Command[] = [
  { type: 'start', map_name: 'Customs', character_type: 'pmc' },
  { type: 'matched' },
  { type: 'kill', enemy_type: 'pmc' },
  { type: 'update', map_name: 'Woods' },
  { type: 'end', status: 'died' },
  { type: 'kill', enemy_type: 'scav' },
  { type: 'update', game_mode: 'pve' },
  { type: 'start' },
  { type: 'cancel' },
  { type: 'undo' },
  { type: 'redo' },
];

interface Step {
  readonly sql: string;
  readonly detail: string;
}

function plansOf(file: string, statements: readonly string[]): Step[] {
  return withSqlite(file, (database) =>
    statements.flatMap((sql) => {
      const statement = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const values = Array.from(sql.matchAll(/\?/g), () => null);
      return (statement.all(...values) as { detail: string }[]).map(({ detail }) => ({ sql, detail }));
    }),
  );
}

/** A walk along an index is no scan when the statement stops at the first row. */
function growsWithTheRaids({ sql, detail }: Step): boolean {
  const stopsAtOnce = /limit (\?|1)\)?\s*$/i.test(sql) || /LIMIT 1\)/.test(sql);
  if (/SCAN (raids|kills)\b/.test(detail)) return !(stopsAtOnce && detail.includes('USING'));
  // Through the status index every finished raid would be looked at.
  return detail.includes('idx_raids_status') && !/in \(\?, \?\)|'in_progress'/i.test(sql);
}

describe('the cost of a press', () => {
  it('does not grow with the raids: no statement on its way scans them', async () => {
    const prepare = vi.spyOn(Database.prototype, 'prepare');
    const db = await openTestDatabase();
    prepare.mockClear();
    for (const press of PRESSES) {
      db.pass(10);
      await db.execute(press);
      await db.snapshot();
    }
    const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
    prepare.mockRestore();
    const plans = plansOf(
      db.file,
      statements.filter((sql) => /^(select|insert|update|delete|with)/i.test(sql.trim())),
    );
    expect(plans.length).toBeGreaterThan(20);
    expect(plans.filter(growsWithTheRaids)).toEqual([]);
  });

  it('nor do the triggers, which run within it', async () => {
    const db = await openTestDatabase();
    const triggers = db.rows<{ sql: string }>("SELECT sql FROM sqlite_master WHERE type = 'trigger'");
    const statements = triggers.flatMap(({ sql }) =>
      sql
        .slice(sql.indexOf('BEGIN') + 'BEGIN'.length, sql.lastIndexOf('END'))
        .replaceAll(/\b(NEW|OLD)\.\w+/g, '?')
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '' && !statement.includes('RAISE')),
    );
    expect(statements.length).toBeGreaterThan(10);
    expect(plansOf(db.file, statements).filter(growsWithTheRaids)).toEqual([]);
  });
});
