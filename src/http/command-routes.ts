import { z } from 'zod';
import type { Command } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, OUTCOMES } from '../raid/model.js';
import { flag, oneOf, shortText } from './field-types.js';
import { presentKill, presentRaid } from './present-raid.js';
import { NO_FIELDS, press, type CallContext, type Reply, type Route } from './route.js';

const RAID_CHOICE = z.object({
  character_type: oneOf(CHARACTER_TYPES).optional(),
  map_name: shortText().optional(),
  game_mode: oneOf(GAME_MODES).optional(),
});

const KILL = z.object({
  enemy_type: oneOf(ENEMY_TYPES),
  weapon_used: shortText().optional(),
  headshot: flag().optional(),
});

const END = z.object({ status: oneOf(OUTCOMES), extract_location: shortText().optional() });

const STEP = z.object({ force: flag().optional() });

/** The keys of a raid, and undo and redo. */
export const commandRoutes: readonly Route[] = [
  press('/raid/start', 'Enter the queue.', RAID_CHOICE, (fields, context) =>
    run({ type: 'start', ...given(fields) }, 201, context),
  ),
  press('/raid/matched', 'The raid begins: the queue is over.', NO_FIELDS, (_fields, context) =>
    run({ type: 'matched' }, 200, context),
  ),
  press('/raid/kill', 'Count a kill.', KILL, ({ enemy_type, ...rest }, context) =>
    run({ type: 'kill', enemy_type, ...given(rest) }, 201, context),
  ),
  press('/raid/end', 'The raid is over.', END, ({ status, ...rest }, context) =>
    run({ type: 'end', status, ...given(rest) }, 200, context),
  ),
  press(
    '/raid/update',
    "Correct the open raid's map or character, or choose the next raid's.",
    RAID_CHOICE,
    (fields, context) => run({ type: 'update', ...given(fields) }, 200, context),
  ),
  press(
    '/raid/cancel',
    'Remove the open raid, as if it had never been started.',
    NO_FIELDS,
    (_fields, context) => run({ type: 'cancel' }, 200, context),
  ),
  press('/undo', 'Take the last press back.', STEP, (fields, context) =>
    run({ type: 'undo', ...given(fields) }, 200, context),
  ),
  press('/redo', 'Do again what undo took back.', STEP, (fields, context) =>
    run({ type: 'redo', ...given(fields) }, 200, context),
  ),
];

/** Runs a command and answers once it is committed, whatever OBS does. `status` is that of a wish that changed something. */
async function run(command: Command, status: 200 | 201, context: CallContext): Promise<Reply> {
  const { ports } = context;
  // Asked before the commit: after it nothing may fail any more, since some keys send a GET again on a 5xx.
  const obs = ports.obs.status().state;
  const result = await ports.execute(command);
  const json = presentResult(result, obs, ports.now());
  return { kind: 'json', status: result.changed ? status : 200, json, text: result.message };
}

function presentResult(result: CommandResult, obs: string, now: Date): object {
  return {
    ok: true,
    changed: result.changed,
    message: result.message,
    raid: result.raid === null ? null : presentRaid(result.raid, now),
    obs,
    ...(result.kill === undefined ? {} : { kill: presentKill(result.kill) }),
    ...(result.undone === undefined ? {} : { undone: result.undone }),
    ...(result.redone === undefined ? {} : { redone: result.redone }),
  };
}

/** Leaves out what was not given: a command has no fields that are undefined. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
