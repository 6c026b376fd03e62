import type { Migration } from 'kysely';
import { raidsAndKills } from './0001-raids-and-kills.js';
import { matchedAtAndJournal } from './0002-matched-at-journal.js';
import { gameModeAndTotals } from './0003-game-mode-totals.js';
import { sessions } from './0004-sessions.js';
import { streamBeganAt } from './0005-stream-began-at.js';
import { streamRun } from './0006-stream-run.js';
import { orderOfPlay } from './0007-order-of-play.js';
import { raidKills } from './0008-raid-kills.js';
import { outcomes } from './0009-outcomes.js';
import { gameLog } from './0010-game-log.js';

/** Every migration in order, by name. A list, because a provider that scans files breaks on Windows with ES modules. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-raids-and-kills': raidsAndKills,
  '0002-matched-at-journal': matchedAtAndJournal,
  '0003-game-mode-totals': gameModeAndTotals,
  '0004-sessions': sessions,
  '0005-stream-began-at': streamBeganAt,
  '0006-stream-run': streamRun,
  '0007-order-of-play': orderOfPlay,
  '0008-raid-kills': raidKills,
  '0009-outcomes': outcomes,
  '0010-game-log': gameLog,
};
