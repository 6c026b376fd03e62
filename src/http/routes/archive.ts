import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import {
  BACKUP_DONE,
  BACKUP_REPLY,
  IMPORT_REPLY,
  LEFT_OUT_REPLY,
  presentImport,
  presentLeftOut,
} from '../../contract/archive.js';
import { atMost, PORTABLE_RAID, PORTABLE_SESSION } from '../../exchange/portable-schema.js';
import { checkPortableRaid, checkPortableSession } from '../../raid/history/check-portable.js';
import { RuleError } from '../../raid/rule-error.js';
import { parseFields, parseItems, type GivenFields } from '../call/fields.js';
import { json, press, read, stream, type CallContext, type Reply, type Route } from '../call/route.js';

/** A batch of an import: small enough that a press in between hardly waits. */
const MAX_BATCH = 100;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

function importFields<R extends z.ZodType, S extends z.ZodType>(raid: R, session: S) {
  return z.object({
    /** An export may be sent as it is. */
    format: z.literal('tarkov-stream-producer', { error: 'must be that of this program' }).optional(),
    version: z
      .literal(1, {
        error: 'is that of another version of this program: install the newest one, and try again',
      })
      .optional(),
    raids: atMost(
      MAX_BATCH,
      'raids',
      z.array(raid, { error: 'must be a list of raids in [ ]' }).max(MAX_BATCH),
    ).default([]),
    sessions: atMost(
      MAX_BATCH,
      'sessions',
      z.array(session, { error: 'must be a list of sessions in [ ]' }).max(MAX_BATCH),
    ).default([]),
  });
}

const IMPORT = importFields(PORTABLE_RAID, PORTABLE_SESSION);
const LISTS = importFields(z.unknown(), z.unknown());

async function checkImport(given: GivenFields): Promise<z.output<typeof IMPORT>> {
  const lists = parseFields(LISTS, given);
  return {
    ...lists,
    raids: await parseItems('raids', PORTABLE_RAID, lists.raids),
    sessions: await parseItems('sessions', PORTABLE_SESSION, lists.sessions),
  };
}

/** Everything out, and in again. */
export const archiveRoutes: readonly Route[] = [
  stream(
    {
      path: '/export/raids.json',
      summary: 'Every raid, kill and session, for an import.',
      reply: {
        type: 'application/json',
        description: 'Every raid, kill and session; `POST /import` takes them in again.',
      },
    },
    ({ ports }) => Promise.resolve(download('raids.json', 'application/json', ports.archive.json(), ports)),
  ),
  stream(
    {
      path: '/export/raids.csv',
      summary: 'Every raid as a table, for a spreadsheet.',
      reply: { type: 'text/csv', description: 'Every raid as a table.' },
    },
    ({ ports }) =>
      Promise.resolve(download('raids.csv', 'text/csv; charset=utf-8', ports.archive.csv(), ports)),
  ),
  read({
    path: '/export/left-out',
    summary: 'What exports leave out, because it cannot be read.',
    reply: LEFT_OUT_REPLY,
    handle: async (_fields, { ports }) => {
      const body = presentLeftOut(await ports.archive.unreadable());
      return json(body, body.message);
    },
  }),
  press({
    path: '/import',
    summary: 'Add the raids of an export that are not there yet.',
    fields: IMPORT,
    check: checkImport,
    hasAlias: false,
    maxBodyBytes: MAX_BATCH_BYTES,
    reply: IMPORT_REPLY,
    handle: importItems,
  }),
  press({
    path: '/backup',
    summary: 'Copy the database into the backup folder.',
    reply: BACKUP_REPLY,
    handle: async (_fields, { ports }) => {
      await ports.archive.backup();
      return json(BACKUP_DONE, BACKUP_DONE.message, 201);
    },
  }),
];

async function importItems({ raids, sessions }: z.output<typeof IMPORT>, { ports }: CallContext) {
  const now = ports.now();
  const count = await ports.archive.take(
    raids.map((raid, index) => at(`raids[${index}]`, () => checkPortableRaid(raid, now))),
    sessions.map((session, index) => at(`sessions[${index}]`, () => checkPortableSession(session, now))),
  );
  const body = presentImport(count);
  return json(body, body.message);
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
