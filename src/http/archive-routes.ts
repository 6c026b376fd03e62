import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { atMost, PORTABLE_RAID, PORTABLE_SESSION } from '../exchange/portable-schema.js';
import { checkPortableRaid, checkPortableSession } from '../raid/check-portable.js';
import { importWords } from '../raid/portable.js';
import { RuleError } from '../raid/rule-error.js';
import { isAllReadable, unreadableFinding, unreadableRemedy } from '../raid/unreadable.js';
import { presentSessionHead } from './present-session.js';
import { NO_FIELDS, press, read, stream, type CallContext, type Reply, type Route } from './route.js';

/** A batch of an import: small enough that a press in between hardly waits. */
const MAX_BATCH = 100;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

const IMPORT = z.object({
  raids: atMost(
    MAX_BATCH,
    'raids',
    z.array(PORTABLE_RAID, { error: 'must be a list of raids in [ ]' }).max(MAX_BATCH),
  ).default([]),
  sessions: atMost(
    MAX_BATCH,
    'sessions',
    z.array(PORTABLE_SESSION, { error: 'must be a list of sessions in [ ]' }).max(MAX_BATCH),
  ).default([]),
});

/** Everything out, and in again. */
export const archiveRoutes: readonly Route[] = [
  stream('/export/raids.json', 'Every raid, kill and session, for an import.', ({ ports }) =>
    Promise.resolve(download('raids.json', 'application/json', ports.archive.json(), ports)),
  ),
  stream('/export/raids.csv', 'Every raid as a table, for a spreadsheet.', ({ ports }) =>
    Promise.resolve(download('raids.csv', 'text/csv; charset=utf-8', ports.archive.csv(), ports)),
  ),
  read('/export/left-out', 'What exports leave out, because it cannot be read.', async ({ ports }) => {
    const found = await ports.archive.unreadable();
    const { count, raids, session_count, sessions } = found;
    const message = isAllReadable(found)
      ? 'Nothing is left out of exports.'
      : `${unreadableFinding(found)} ${unreadableRemedy(found)}`;
    const json = {
      ...{ message, raid_count: count, raids },
      ...{ session_count, sessions: sessions.map(presentSessionHead) },
    };
    return { kind: 'json', status: 200, json, text: message };
  }),
  {
    ...press('/import', 'Take in raids of an export that are not there yet.', IMPORT, takeIn),
    hasTwin: false,
    maxBodyBytes: MAX_BATCH_BYTES,
  },
  press('/backup', 'Copy the database into the backup folder.', NO_FIELDS, async (_fields, { ports }) => {
    await ports.archive.backup();
    const message = 'A copy of all raids is in the backup folder beside the database.';
    return { kind: 'json', status: 201, json: { ok: true, changed: false, message }, text: message };
  }),
];

async function takeIn({ raids, sessions }: z.output<typeof IMPORT>, { ports }: CallContext): Promise<Reply> {
  const now = ports.now();
  const count = await ports.archive.take(
    raids.map((raid, index) => at(`raids[${index}]`, () => checkPortableRaid(raid, now))),
    sessions.map((session, index) => at(`sessions[${index}]`, () => checkPortableSession(session, now))),
  );
  const message = importWords(count);
  const json = {
    ...{ ok: true, changed: count.raids.imported + count.sessions.imported > 0, message },
    ...count.raids,
    ...{ imported_sessions: count.sessions.imported, skipped_sessions: count.sessions.skipped },
  };
  return { kind: 'json', status: 200, json, text: message };
}

/** The rule says what is wrong with one of many. */
function at<T>(place: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const fields = Object.entries(error.fields).map(([name, what]) => [`${place}.${name}`, what] as const);
    throw new RuleError(error.code, `${place}: ${error.message}`, Object.fromEntries(fields));
  }
}

function download(
  name: string,
  type: string,
  pieces: AsyncIterable<string>,
  { log }: CallContext['ports'],
): Reply {
  const send = async (res: ServerResponse): Promise<void> => {
    res.setHeader('Content-Type', type);
    res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    try {
      await pipeline(Readable.from(pieces), res);
    } catch (error) {
      // The connection is cut then, so that half a file is not taken for a whole one.
      log.warn({ err: error }, 'an export was cut off');
    }
  };
  return { kind: 'stream', open: (res) => void send(res) };
}
