import * as z from 'zod';
import type { TargetState } from '../service/reactions/target-list.js';
import { DONE } from './press.js';
import { PROBLEM } from './reactions.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const TARGET = z
  .object({
    name: z.string(),
    address: z.string(),
    reactions: z.int().min(0).describe('how many of the show send to it'),
    problem: PROBLEM.describe('why it would not get what is sent, as far as is known'),
  })
  .register(NAMED_SCHEMAS, { id: 'Target' });
const TARGETS = z
  .object({ ok: z.literal(true), message: z.string(), targets: z.array(TARGET) })
  .register(NAMED_SCHEMAS, { id: 'Targets' });
export type TargetsJson = JsonOf<typeof TARGETS>;
const SET_TARGETS = TARGETS.extend(DONE).register(NAMED_SCHEMAS, { id: 'TargetsReply' });

export function presentTargets(targets: readonly TargetState[]): TargetsJson {
  const silent = targets.flatMap(({ problem }) => problem ?? []);
  const message =
    targets.length === 0
      ? 'There is no other program to send to.'
      : silent.length === 0
        ? 'Each of them answers.'
        : silent.map(({ finding, remedy }) => `${finding} ${remedy}`).join(' ');
  return {
    ...{ ok: true, message },
    targets: targets.map(({ name, address, reactions, problem }) => ({
      ...{ name, address, reactions },
      problem: problem === null ? null : { finding: problem.finding, remedy: problem.remedy },
    })),
  };
}

const TARGETS_EXAMPLE = presentTargets([
  { name: 'streamerbot', address: 'http://127.0.0.1:7474/DoAction', reactions: 1, problem: null },
]);
export const TARGETS_REPLY = replies(TARGETS, TARGETS_EXAMPLE);
export const SET_TARGET_REPLY = replies(
  SET_TARGETS,
  { ...TARGETS_EXAMPLE, changed: true, message: 'Saved: reactions can send to "streamerbot".' },
  { request: { name: 'streamerbot', address: 'http://127.0.0.1:7474/DoAction' } },
);
export const REMOVE_TARGET_REPLY = replies(
  SET_TARGETS,
  { ok: true, changed: true, message: '"streamerbot" is removed.', targets: [] },
  { request: { name: 'streamerbot' } },
);
