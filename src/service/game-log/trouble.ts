import type { LookTrouble } from '../../game-log/reader.js';

/** Why the log of the game is not read, with what to do. */
export interface GameLogProblem {
  readonly finding: string;
  readonly remedy: string;
}

/** `silent`: the folder, most likely one of another PC, has not answered for a while. */
export type GameLogTrouble = LookTrouble | 'silent';

export const NOT_FOUND: GameLogProblem = {
  finding: 'Escape from Tarkov was not found on this PC.',
  remedy:
    'Type the folder Logs of the game. If the game runs on another PC, share that folder there, and type its address, such as \\\\gaming-pc\\Logs.',
};

export function problemOf(trouble: GameLogTrouble, folder: string): GameLogProblem {
  switch (trouble) {
    case 'not_there':
      return {
        finding: `The folder ${folder} is not there.`,
        remedy: 'If it is on another PC: is that on, and is the folder shared? Else type another folder.',
      };
    case 'not_readable':
      return {
        finding: `The folder ${folder} cannot be read.`,
        remedy: 'Allow your user on this PC to read it, or type another folder.',
      };
    case 'silent':
      return {
        finding: `The folder ${folder} does not answer.`,
        remedy: 'Is the other PC on, and in the network? Reading continues as soon as it answers.',
      };
    case 'arena':
      return {
        finding: `${folder} is the log of Escape from Tarkov: Arena, which has no raids.`,
        remedy: 'Type the folder Logs of Escape from Tarkov itself.',
      };
    case 'no_launch':
      return {
        finding: `There is no log of the game in ${folder} yet.`,
        remedy: 'Start the game once. If it has run already, type another folder.',
      };
  }
}
