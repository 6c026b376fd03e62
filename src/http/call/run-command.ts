import type { PRESS } from '../../contract/press.js';
import { presentResult } from '../../contract/press.js';
import type { JsonOf } from '../../contract/reply.js';
import type { Command } from '../../raid/press/command.js';
import { noteOfPress } from './obs-note.js';
import { json, type CallContext, type JsonReply } from './route.js';

/** Runs a command and answers once it is committed, whatever OBS does. `status` is that of a command that changed something. */
export async function run(
  command: Command,
  status: 200 | 201,
  { ports }: CallContext,
): Promise<JsonReply<JsonOf<typeof PRESS>>> {
  // Asked before the commit: after it nothing may fail any more, since some keys send a GET again on a 5xx.
  const obs = ports.obs.status();
  const result = await ports.execute(command);
  const note = noteOfPress(obs, command.type, result);
  const text = note === null ? result.message : `${result.message} ${note}.`;
  return json(presentResult(result, obs.state, note, ports.now()), text, result.changed ? status : 200);
}

/** Leaves out what was not given: a command has no fields that are undefined. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
