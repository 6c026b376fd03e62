import { Command } from 'commander';
import fs from 'node:fs';
import { beginAnew, restoreDatabase } from '../store/copies/restore.js';
import { runCommand } from './run-command.js';
import { counted } from '../lib/counted.js';

/** `restore`: a copy in the place of a database that is lost or damaged. */
export const restoreCommand = new Command('restore')
  .description('bring raids back from a copy; the present database is kept under another name')
  .argument('[copy]', 'which one: a file, or a name in the backup folder; without it, the newest good one')
  .action((copy: string | undefined) =>
    runCommand(async ({ places }) => {
      const { database } = places;
      const restored = await restoreDatabase(database, copy ?? null, new Date());
      for (const file of restored.passedOver) process.stdout.write(`Damaged, so not used: ${file}\n`);
      const made = fs.statSync(restored.copy).mtime.toLocaleString();
      process.stdout.write(
        `Restored ${counted(restored.raids, 'raid')} from ${restored.copy} (made ${made}).\n${kept(restored.setAside)}Start the program again.\n`,
      );
    }),
  );

/** `new-database`: an empty one, for who wants that. */
export const newDatabaseCommand = new Command('new-database')
  .description('begin with an empty database on purpose; the present one and all copies are kept')
  .action(() =>
    runCommand(async ({ places }) => {
      const setAside = await beginAnew(places.database, new Date());
      process.stdout.write(
        `${places.database} is new and empty.\n${kept(setAside)}Start the program again.\n`,
      );
    }),
  );

function kept(setAside: string | null): string {
  return setAside === null ? '' : `What was there before is kept: ${setAside}\n`;
}
