import type { Logger } from 'pino';
import type { Condition, ConditionCheck } from '../store/file/condition.js';
import { settleEras } from '../store/figures/settle-eras.js';
import { settleSums } from '../store/figures/sums.js';
import type { Store } from '../store/store.js';
import type { DailyBackup } from './daily-backup.js';

interface DatabaseCareParts {
  readonly store: Store;
  readonly condition: ConditionCheck;
  readonly dailyBackup: DailyBackup;
  readonly log: Logger;
}

/** What looks after the database while the service runs. */
export interface DatabaseCare {
  /** Reads all raids once, beside the presses; settles when both looks are done, and never rejects. */
  lookAfterStart(): Promise<void>;
  /** How the database is; where it is well, how the copies of it are. */
  condition(): Promise<Condition>;
}

export function createDatabaseCare({ store, condition, dailyBackup, log }: DatabaseCareParts): DatabaseCare {
  return {
    async lookAfterStart() {
      await Promise.all([settleQuietly(store, log), warnOfLoss(condition, log)]);
    },
    async condition() {
      const found = await condition.check();
      const remedy = dailyBackup.fault();
      if (found.fault !== null || found.warning !== null || remedy === null) return found;
      return { ...found, warning: { finding: 'No copy of the raids could be made today.', remedy } };
    },
  };
}

/** What follows from the rows is put right where it cannot be read, or rows cannot. */
async function settleQuietly(store: Store, log: Logger): Promise<void> {
  try {
    await settleEras(store);
    await settleSums(store);
  } catch (error) {
    log.warn({ err: error }, 'The totals could not be compared with the raids.');
  }
}

/** Says in the window when the database holds less than before. */
async function warnOfLoss(condition: ConditionCheck, log: Logger): Promise<void> {
  try {
    const { warning } = await condition.lookForLoss();
    if (warning !== null) log.warn(`${warning.finding} ${warning.remedy}`);
  } catch (error) {
    log.warn({ err: error }, 'The copies could not be compared with the database.');
  }
}
