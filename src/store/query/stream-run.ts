import type { StreamRun } from '../../raid/session/session.js';
import type { Reader, Writer } from '../store.js';
import { formatTime, parseTime } from '../time.js';

/** The stream as it was told of last; null before the first. */
export async function readStreamRun(reader: Reader): Promise<StreamRun | null> {
  const { stream_run_at, stream_run_began_at } = await reader
    .selectFrom('app_state')
    .select(['stream_run_at', 'stream_run_began_at'])
    .executeTakeFirstOrThrow();
  if (stream_run_at === null || stream_run_began_at === null) return null;
  return { runAt: parseTime(stream_run_at), beganAt: parseTime(stream_run_began_at) };
}

/** No part of any step: what the stream did is not undone. */
export async function keepStreamRun(writer: Writer, { runAt, beganAt }: StreamRun): Promise<void> {
  await writer
    .updateTable('app_state')
    .set({ stream_run_at: formatTime(runAt), stream_run_began_at: formatTime(beganAt) })
    .execute();
}
