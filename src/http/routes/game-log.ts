import * as z from 'zod';
import { GAME_LOG_REPLY, presentGameLog, SET_GAME_LOG_REPLY } from '../../contract/game-log.js';
import { flag } from '../call/field-types.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';
import { given } from '../call/run-command.js';

const MAX_PATH = 1000;
const CHANGE = z.object({
  enabled: flag().optional(),
  folder: z
    .string({ error: 'must be a folder such as C:\\Battlestate Games\\Escape from Tarkov\\Logs' })
    .trim()
    .max(MAX_PATH, { error: `must have at most ${MAX_PATH} characters` })
    .describe("the game's folder Logs, also one on another PC")
    .optional(),
  find_folder: flag().describe('true: the program finds the folder itself again').optional(),
});

/** It says what lies on this PC, and decides what is read there: for its own page alone. */
const OF_THIS_PC = { isLocalOnly: true, hasAlias: false } as const;

export const gameLogRoutes: readonly Route[] = [
  read({
    ...OF_THIS_PC,
    path: '/game-log',
    summary: "Whether the game's own log is read, where, and what was understood last.",
    reply: GAME_LOG_REPLY,
    handle: (_fields, { ports }) => {
      const body = presentGameLog(ports.gameLog.status());
      return Promise.resolve(json(body, body.message));
    },
  }),
  press({
    ...OF_THIS_PC,
    path: '/game-log',
    summary: "Read the game's own log or not, and in which folder; it counts at once.",
    fields: CHANGE,
    reply: SET_GAME_LOG_REPLY,
    handle: setGameLog,
  }),
];

async function setGameLog({ enabled, folder, find_folder }: z.output<typeof CHANGE>, { ports }: CallContext) {
  if (enabled === undefined && folder === undefined && find_folder !== true)
    throw new HttpError('bad-input', 'Say what to change: give enabled, folder or find_folder.');
  if (folder !== undefined && find_folder === true)
    throw new HttpError('bad-input', 'Give folder or find_folder, not both.');
  const result = await ports.gameLog.set({
    ...given({ enabled, folder }),
    ...(find_folder === true && { folder: null }),
  });
  if (!result.ok) throw new HttpError('settings-refused', result.message);
  const body = presentGameLog(result.status);
  return json({ ...body, changed: result.changed }, body.message);
}
