import type { Command } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import { noteOfPress } from './obs-note.js';
import { presentKill, presentRaid } from './present-raid.js';
import { presentSessionHead } from './present-session.js';
import type { CallContext, Reply } from './route.js';

/** Runs a command and answers once it is committed, whatever OBS does. `status` is that of a wish that changed something. */
export async function run(command: Command, status: 200 | 201, context: CallContext): Promise<Reply> {
  const { ports } = context;
  // Asked before the commit: after it nothing may fail any more, since some keys send a GET again on a 5xx.
  const obs = ports.obs.status();
  const result = await ports.execute(command);
  const note = noteOfPress(obs, command.type, result);
  const json = { ...presentResult(result, obs.state, ports.now()), obs_note: note };
  const text = note === null ? result.message : `${result.message} ${note}.`;
  return { kind: 'json', status: result.changed ? status : 200, json, text };
}

function presentResult(result: CommandResult, obs: string, now: Date): object {
  return {
    ok: true,
    changed: result.changed,
    message: result.message,
    raid: result.raid === null ? null : presentRaid(result.raid, now),
    obs,
    ...(result.kill === undefined ? {} : { kill: presentKill(result.kill) }),
    ...(result.kills === undefined ? {} : { kills: result.kills.map(presentKill) }),
    ...(result.session === undefined ? {} : { session: presentSessionHead(result.session) }),
    ...(result.undone === undefined ? {} : { undone: result.undone }),
    ...(result.redone === undefined ? {} : { redone: result.redone }),
  };
}

/** Leaves out what was not given: a command has no fields that are undefined. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
