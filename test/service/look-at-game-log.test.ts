import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstalledOn } from '../../src/game-log/find-folders.js';
import { lookAtGameLog } from '../../src/service/game-log/look-at-game-log.js';
import { makeFolder } from '../support/database.js';
import { createGameLogFolder } from '../support/game-log-folder.js';

const WITHOUT_GAME: InstalledOn = {
  registryText: () => Promise.resolve(null),
  readText: () => Promise.resolve(null),
  isFolder: () => Promise.resolve(false),
};

describe('the doctor without the service', () => {
  it('says of the log of the game whether it could be read, and what to do', async () => {
    const { folder, newLaunch } = createGameLogFolder(makeFolder());
    expect(await lookAtGameLog(null, WITHOUT_GAME)).toMatchObject({
      ...{ state: 'no_folder', folder: null },
      problem: { finding: 'Escape from Tarkov was not found on this PC.' },
    });
    expect(await lookAtGameLog(path.join(folder, 'nowhere'), WITHOUT_GAME)).toMatchObject({
      state: 'no_log',
      problem: { finding: expect.stringMatching(/nowhere is not there\.$/) as unknown },
    });
    expect(await lookAtGameLog(folder, WITHOUT_GAME)).toMatchObject({
      problem: { remedy: 'Start the game once. If it has run already, type another folder.' },
    });
    newLaunch();
    expect(await lookAtGameLog(folder, WITHOUT_GAME)).toEqual({ state: 'watching', folder, problem: null });
    const arena = path.join(makeFolder(), 'Escape from Tarkov Arena', 'Logs');
    fs.mkdirSync(arena, { recursive: true });
    expect(await lookAtGameLog(arena, WITHOUT_GAME)).toMatchObject({
      problem: { finding: expect.stringContaining('Arena, which has no raids') as unknown },
    });
  });
});
