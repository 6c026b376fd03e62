import { Command } from 'commander';
import { backupFolder } from '../store/copies/copies.js';
import path from 'node:path';
import { backupDatabase } from '../store/copies/backup.js';
import { StorageError } from '../store/storage-error.js';
import { isSameFile } from '../store/file/file-identity.js';
import { ownFiles } from './target-file.js';
import { endProgress, refuseNoDatabase, showProgress } from './with-archive.js';
import { runCommand } from './run-command.js';

/** `backup`: a copy of the database, also while the service runs. */
export const backupCommand = new Command('backup')
  .description('copy the database, also while the service runs')
  .argument('[file]', 'where to; without it, into the backup folder beside the database')
  .action((file: string | undefined) =>
    runCommand(async ({ places }) => {
      refuseNoDatabase(places.database);
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
      const target = path.resolve(file ?? path.join(backupFolder(places.database), `raids-at-${stamp}.db`));
      if (ownFiles(places).some((own) => isSameFile(own, target))) {
        throw new StorageError(
          'storage-copy-refused',
          `${target} is a file that this program itself needs. Nothing was changed; name another file.`,
        );
      }
      await backupDatabase(places.database, target, (share) => showProgress(`${Math.round(share * 100)} %`));
      endProgress();
      process.stdout.write(`Copied: ${target}\n`);
    }),
  );
