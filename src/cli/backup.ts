import { Command } from 'commander';
import { backupFolder } from '../store/copies/copies.js';
import path from 'node:path';
import { backupDatabase } from '../store/copies/backup.js';
import { isForced, ownFiles, refuseOwn } from './target-file.js';
import { endProgress, refuseNoDatabase, showProgress } from './with-archive.js';
import { runCommand } from './run-command.js';

/** `backup`: a copy of the database, also while the service runs. */
export const backupCommand = new Command('backup')
  .description('copy the database, also while the service runs')
  .argument('[file]', 'where to; without it, into the backup folder beside the database')
  .option('--force', 'write over a file that is there')
  .action((file: string | undefined, options: { force?: true }) =>
    runCommand(async ({ places }) => {
      refuseNoDatabase(places.database);
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
      const target = path.resolve(file ?? path.join(backupFolder(places.database), `raids-at-${stamp}.db`));
      refuseOwn(target, ownFiles(places));
      await backupDatabase(places.database, target, {
        mayReplace: isForced(options, process.env),
        onProgress: (share) => showProgress(`${Math.round(share * 100)} %`),
      });
      endProgress();
      process.stdout.write(`Copied: ${target}\n`);
    }),
  );
