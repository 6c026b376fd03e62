import * as z from 'zod';
import type { CommandResult } from '../raid/press/command-result.js';
import type { RaidWithCounts } from '../raid/model.js';
import type { ObsState } from '../obs/status/obs-state.js';
import { EXAMPLE_NOW, exampleResult } from './examples.js';
import { OBS_STATE } from './obs.js';
import { KILL, presentKill, presentRaid, RAID } from './raid.js';
import { NAMED_SCHEMAS, replies, type JsonOf, type ReplyContract } from './reply.js';
import { presentSession, SESSION } from './session.js';

export const PRESS = z
  .object({
    ok: z.literal(true),
    changed: z.boolean().describe('false: it was so already, and nothing was stored'),
    message: z.string().describe('one plain sentence'),
    raid: RAID.nullable(),
    obs: OBS_STATE,
    obs_note: z
      .string()
      .nullable()
      .optional()
      .describe(
        'what keeps viewers from seeing the raid; null: nothing. In `format=text` it follows the message',
      ),
    kill: KILL.optional(),
    kills: z.array(KILL).optional(),
    session: SESSION.optional(),
    undone: z.string().optional(),
    redone: z.string().optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'PressReply' });
export type PressJson = JsonOf<typeof PRESS>;

/** What a reply says that has nothing to do with the raid. */
export const DONE = { ok: z.literal(true), changed: z.boolean(), message: z.string() };

/** The part of a press's reply that calls with a reply of their own share. */
export const PRESS_HEAD = PRESS.pick({ ok: true, changed: true, message: true, raid: true, obs: true }).shape;
export type PressHeadJson = Pick<PressJson, keyof typeof PRESS_HEAD>;

/** Where a press leaves the raid and OBS. */
export interface PressState {
  readonly raid: RaidWithCounts | null;
  readonly obs: ObsState;
  readonly now: Date;
}

/** What was done, with how the raid and OBS stand. */
export function presentDone(
  { changed, message }: Pick<CommandResult, 'changed' | 'message'>,
  { raid, obs, now }: PressState,
): PressHeadJson {
  return { ok: true, changed, message, raid: raid === null ? null : presentRaid(raid, now), obs };
}

/** The reply to a command; `note`: what keeps viewers from seeing it. */
export function presentResult(
  result: CommandResult,
  obs: ObsState,
  note: string | null,
  now: Date,
): PressJson {
  return {
    ...presentDone(result, { raid: result.raid, obs, now }),
    ...(result.kill === undefined ? {} : { kill: presentKill(result.kill) }),
    ...(result.kills === undefined ? {} : { kills: result.kills.map(presentKill) }),
    ...(result.session === undefined ? {} : { session: presentSession(result.session) }),
    ...(result.undone === undefined ? {} : { undone: result.undone }),
    ...(result.redone === undefined ? {} : { redone: result.redone }),
    obs_note: note,
  };
}

/** The contract of a command; `message` and `own` are those of its example. */
export function pressReply(
  message: string,
  own: Partial<CommandResult> = {},
  rest: Partial<Pick<ReplyContract, 'statuses' | 'request'>> = {},
): ReplyContract<typeof PRESS> {
  return replies(PRESS, presentResult(exampleResult(message, own), 'ready', null, EXAMPLE_NOW), rest);
}

/** The contract of a press that stores nothing. */
export function doneReply(
  message: string,
  own: Partial<CommandResult> = {},
  rest: Partial<Pick<ReplyContract, 'statuses' | 'request'>> = {},
): ReplyContract<typeof PRESS> {
  const result = exampleResult(message, own);
  return replies(PRESS, presentDone(result, { raid: result.raid, obs: 'ready', now: EXAMPLE_NOW }), rest);
}
