import fs from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';

/** Writes over the page at which the table begins. */
export function damage(file: string, table: string): void {
  const database = new BetterSqlite3(file, { readonly: true });
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  const root = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table);
  database.close();
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (Number(root) - 1) * pageSize);
  fs.closeSync(handle);
}
