import { Command } from 'commander';
import fs from 'node:fs';
import { backupFolder } from '../archive.js';
import path from 'node:path';
import { backupDatabase } from '../store/backup.js';
import { StorageError } from '../store/storage-error.js';
import { endProgress, runCommand, showProgress } from './with-archive.js';

/** `backup`: a copy of the database, also while the service runs. */
export const backupCommand = new Command('backup')
  .description('copy the database, also while the service runs')
  .argument('[file]', 'where to; without it, into the backup folder beside the database')
  .action((file: string | undefined) =>
    runCommand(async ({ places }) => {
      if (!fs.existsSync(places.database)) {
        throw new StorageError('storage-unreachable', `There is no database ${places.database} yet.`);
      }
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
      const target = path.resolve(file ?? path.join(backupFolder(places.database), `raids-at-${stamp}.db`));
      await backupDatabase(places.database, target, (share) => showProgress(`${Math.round(share * 100)} %`));
      endProgress();
      process.stdout.write(`Copied: ${target}\n`);
    }),
  );
