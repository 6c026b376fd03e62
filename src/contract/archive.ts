import * as z from 'zod';
import { importWords, type ImportCount } from '../raid/history/portable.js';
import { isAllReadable, unreadableFinding, unreadableRemedy, type Unreadable } from '../raid/unreadable.js';
import { DONE } from './press.js';
import { count, NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';
import { presentSession, SESSION } from './session.js';

const IMPORT = z
  .object({
    ...DONE,
    imported: count.describe('Raids that are new.'),
    skipped: count.describe('Raids that were there already, or are open.'),
    imported_sessions: count,
    skipped_sessions: count,
  })
  .register(NAMED_SCHEMAS, { id: 'ImportReply' });

const LEFT_OUT = z
  .object({
    message: z.string().describe('one sentence: what is left out, and what to do'),
    raid_count: count,
    raids: z
      .array(z.object({ raid_id: z.int(), fields: z.array(z.string()) }))
      .describe(
        'the first of them, with the fields that cannot be read; `kills` stands for a value of a kill',
      ),
    session_count: count,
    sessions: z.array(SESSION).describe('the first of them'),
  })
  .register(NAMED_SCHEMAS, { id: 'LeftOut' });
export type LeftOutJson = JsonOf<typeof LEFT_OUT>;

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

/** What exports leave out. */
export function presentLeftOut(found: Unreadable): LeftOutJson {
  return {
    message: isAllReadable(found)
      ? 'Nothing is left out of exports.'
      : `${unreadableFinding(found)} ${unreadableRemedy(found)}`,
    raid_count: found.count,
    raids: found.raids.map(({ raid_id, fields }) => ({ raid_id, fields })),
    session_count: found.session_count,
    sessions: found.sessions.map(presentSession),
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
export const LEFT_OUT_REPLY = replies(
  LEFT_OUT,
  presentLeftOut({
    ...{ count: 1, raids: [{ raid_id: 7, fields: ['ended_at'] }] },
    ...{ session_count: 0, sessions: [] },
  }),
);
export const BACKUP_REPLY = replies(BACKUP, BACKUP_DONE, { statuses: [201] });
