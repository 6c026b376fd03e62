import fs from 'node:fs';
import path from 'node:path';
import type { LogStep } from './game-log.js';

/** A folder `Logs`, and who writes there as the game does: a folder a launch, and each file appended to. */
export interface GameLogFolder {
  readonly folder: string;
  /** Where the newest launch writes. */
  fileOf(kind: string, part?: number): string;
  newLaunch(): void;
  append(step: LogStep, part?: number): void;
  play(steps: readonly LogStep[]): void;
}

/** @param parent in which the game is installed. */
export function createGameLogFolder(parent: string): GameLogFolder {
  const folder = path.join(parent, 'Escape from Tarkov', 'Logs');
  fs.mkdirSync(folder, { recursive: true });
  let launches = 0;
  let launch = '';
  const logs: GameLogFolder = {
    folder,
    fileOf: (kind, part = 0) => {
      const name = launch.replace(/^log_/, '');
      return path.join(folder, launch, `${name} ${kind}_${String(part).padStart(3, '0')}.log`);
    },
    /** The hour goes from one digit to two, and sorts as a number only. */
    newLaunch() {
      launch = `log_2026.07.11_${8 + (launches += 1)}-38-37_1.0.6.0.46010`;
      fs.mkdirSync(path.join(folder, launch));
    },
    append(step, part = 0) {
      if (step.type === 'launch') logs.newLaunch();
      else fs.appendFileSync(logs.fileOf(step.kind, part), step.text);
    },
    play: (steps) => {
      for (const step of steps) logs.append(step);
    },
  };
  return logs;
}
