import * as z from 'zod';
import type { GameLogState, GameLogStatus } from '../service/game-log/game-log.js';
import { EXAMPLE_NOW } from './examples.js';
import { DONE } from './press.js';
import { NAMED_SCHEMAS, replies, time, type JsonOf } from './reply.js';

const STATES = [
  'off',
  'looking_for_folder',
  'no_folder',
  'no_log',
  'watching',
] as const satisfies readonly GameLogState[];

const GAME_LOG = z
  .object({
    ok: z.literal(true),
    message: z.string().describe('how it stands, in plain sentences'),
    enabled: z.boolean(),
    state: z
      .enum(STATES)
      .describe('`no_log`: the folder is known, and nothing can be read in it now; `problem` says why'),
    folder: z.string().nullable().describe('the folder Logs that is read; null: none is known'),
    folder_is_set: z.boolean().describe('false: the program finds the folder itself'),
    found: z.array(z.string()).describe('the folders that were found on this PC'),
    launch: z.string().nullable().describe('the launch of the game that is read, by the name of its folder'),
    last: z
      .object({
        at: time.describe('when it was read'),
        sentence: z.string(),
        is_old: z.boolean().describe('true: it was written before it was read'),
      })
      .nullable()
      .describe('the last thing that was understood'),
    problem: z.object({ finding: z.string(), remedy: z.string() }).nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'GameLog' });
export type GameLogJson = JsonOf<typeof GAME_LOG>;
const SET_GAME_LOG = GAME_LOG.extend(DONE).register(NAMED_SCHEMAS, { id: 'GameLogReply' });

export function presentGameLog(status: GameLogStatus): GameLogJson {
  const { state, folder, isFolderSet, found, launch, last, problem } = status;
  return {
    ...{ ok: true, message: messageOf(status), enabled: state !== 'off', state },
    ...{ folder, folder_is_set: isFolderSet, found: [...found], launch },
    last: last && { at: last.at.toISOString(), sentence: last.sentence, is_old: last.isOld },
    problem: problem && { finding: problem.finding, remedy: problem.remedy },
  };
}

function messageOf({ state, folder, problem }: GameLogStatus): string {
  if (problem !== null) return `${problem.finding} ${problem.remedy}`;
  if (state === 'off') return "The game's log is not read.";
  if (state === 'watching') return `The game's log is read in ${folder ?? ''}.`;
  return 'Looking for the folder of the game.';
}

const EXAMPLE = presentGameLog({
  ...{ state: 'watching', folder: 'C:\\Battlestate Games\\Escape from Tarkov\\Logs', isFolderSet: false },
  ...{ found: ['C:\\Battlestate Games\\Escape from Tarkov\\Logs'] },
  ...{ launch: 'log_2026.11.22_19-38-37_1.1.5.1.46010', problem: null },
  last: { at: EXAMPLE_NOW, sentence: 'A match is found: Customs.', isOld: false },
});
export const GAME_LOG_REPLY = replies(GAME_LOG, EXAMPLE);
export const SET_GAME_LOG_REPLY = replies(
  SET_GAME_LOG,
  { ...EXAMPLE, changed: true },
  { request: { enabled: true } },
);
