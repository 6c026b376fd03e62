import { z } from 'zod';
import { importWords, type ImportCount } from '../raid/portable.js';
import { DONE } from './press.js';
import { count, NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const IMPORT = z
  .object({
    ...DONE,
    imported: count.describe('Raids that are new.'),
    skipped: count.describe('Raids that were there already, or are open.'),
    imported_sessions: count,
    skipped_sessions: count,
  })
  .register(NAMED_SCHEMAS, { id: 'ImportReply' });

const BACKUP = z.object(DONE).register(NAMED_SCHEMAS, { id: 'BackupReply' });

export function presentImport({ raids, sessions }: ImportCount): JsonOf<typeof IMPORT> {
  return {
    ok: true,
    changed: raids.imported + sessions.imported > 0,
    message: importWords({ raids, sessions }),
    imported: raids.imported,
    skipped: raids.skipped,
    imported_sessions: sessions.imported,
    skipped_sessions: sessions.skipped,
  };
}

export const BACKUP_DONE: JsonOf<typeof BACKUP> = {
  ok: true,
  changed: false,
  message: 'A copy of all raids is in the backup folder beside the database.',
};

export const IMPORT_REPLY = replies(
  IMPORT,
  presentImport({ raids: { imported: 12, skipped: 3 }, sessions: { imported: 1, skipped: 0 } }),
);
export const BACKUP_REPLY = replies(BACKUP, BACKUP_DONE, { statuses: [201] });
