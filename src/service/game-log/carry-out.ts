import { afterCommand, besidePresses, isLeftBehind, type LogHand } from '../../game-log/beside-presses.js';
import type { GameLogCommand } from '../../game-log/command.js';
import type { ExecuteFromLog } from './execute-from-log.js';

export interface Said {
  readonly command: GameLogCommand;
  /** It happened a while ago, so that no reaction comes of it. */
  readonly isLate: boolean;
}

/** Does one thing that the log has said, as far as presses leave it to be done; settles with what the log has done by then. */
export async function carryOut(
  hand: LogHand,
  { command, isLate }: Said,
  executeFromLog: ExecuteFromLog,
  now: () => Date,
): Promise<LogHand> {
  const isStart = command.type === 'start';
  if (isStart) {
    await executeFromLog({
      ...{ isStart: false, isLate },
      choose: (standing) => (isLeftBehind(standing, now()) ? { type: 'over' } : null),
    });
  }
  const { before, after, result } = await executeFromLog({
    ...{ isStart, isLate },
    choose: (standing) => besidePresses(hand, command, standing),
  });
  return afterCommand(hand, command, { before, after, hasChanged: result?.changed === true });
}
