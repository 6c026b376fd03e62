import { expect } from 'vitest';
import { OUTCOMES, RAID_STATUSES } from '../../src/raid/model.js';
import { withSqlite } from '../support/database.js';

/** What holds of the database after whatever was asked, looked at with nothing of ours in between. */
export function expectInvariants(file: string): void {
  withSqlite(file, (database) => {
    const all = (sql: string): unknown[] => database.prepare(sql).all();
    const words = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(', ');
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const open = `status NOT IN (${words(OUTCOMES)})`;
    expect(all(`SELECT 1 FROM raids WHERE ${open}`).length).toBeLessThanOrEqual(1);
    expect(all(`SELECT * FROM raids WHERE status NOT IN (${words(RAID_STATUSES)})`)).toEqual([]);
    expect(all(`SELECT * FROM raids WHERE (${open}) <> (ended_at IS NULL)`)).toEqual([]);
    expect(all('SELECT * FROM raids WHERE ended_at < started_at OR matched_at < started_at')).toEqual([]);
    expect(all('SELECT * FROM raids WHERE queue_time_seconds < 0')).toEqual([]);
    expect(all("SELECT * FROM raids WHERE length(map_name) > 64 OR trim(map_name) = ''")).toEqual([]);
    expect(all("SELECT * FROM raids WHERE extract_location IS NOT NULL AND status <> 'survived'")).toEqual(
      [],
    );
    expect(all('SELECT * FROM kills WHERE raid_id NOT IN (SELECT raid_id FROM raids)')).toEqual([]);
  });
}
