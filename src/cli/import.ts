import { Command } from 'commander';
import fs from 'node:fs';
import { readShow, type Config } from '../config/config.js';
import { SettingsError } from '../config/settings.js';
import { ImportError } from '../exchange/import-error.js';
import { GAME_MODES } from '../raid/model.js';
import {
  addCounts,
  importWords,
  NOTHING_TAKEN,
  type ImportCount,
  type Taken,
} from '../raid/history/portable.js';
import { RAID_DEFAULTS, type RaidDefaults } from '../raid/press/raid-defaults.js';
import { StorageError } from '../store/storage-error.js';
import { findDatabaseService, type RunningService } from './running-service.js';
import { batchesOf, survey, type Batch, type Survey } from './import-batches.js';
import { isTable, readImport, refused, unreadable } from './read-import.js';
import { endProgress, showProgress, withOwnArchive } from './with-archive.js';
import { runCommand } from './run-command.js';

/** `import`: raids of an export that are not there yet. */
export const importCommand = new Command('import')
  .description('add the raids of a json or csv file; those that are stored already are skipped')
  .argument('<file>', 'a file by export, or a table with its columns')
  .action((file: string) =>
    runCommand(async (config) => {
      const fault = unreadable(file);
      if (fault !== null) throw new ImportError(fault);
      const count = await importFile(config, file);
      endProgress();
      process.stdout.write(`${importWords(count)}\n`);
    }),
  );

async function importFile(config: Config, file: string): Promise<ImportCount> {
  const service = await findDatabaseService(config);
  const rules = isTable(file) ? await rulesOf(config, service) : RAID_DEFAULTS;
  const source: Source = { file, rules, now: new Date() };
  // Read once to the end before anything is stored: a wrong line at the end must not leave half an import.
  const seen = await survey(readImport(file, rules, source.now)).catch((error: unknown) => {
    throw refused(file, error);
  });
  if (service === null) {
    return withOwnArchive(config, async (archive) => {
      if (fs.existsSync(config.places.database)) await archive.backup();
      return takeAll(source, seen, (batch) => archive.take(batch.raids, batch.sessions));
    });
  }
  await service.call('POST', '/backup');
  return takeAll(source, seen, async (batch) => {
    const response = await service.call('POST', '/import', batch);
    return countOf((await response.json()) as ImportReply);
  });
}

/** What the service says that it did. */
interface ImportReply extends Taken {
  readonly imported_sessions: number;
  readonly skipped_sessions: number;
}

function countOf({ imported, skipped, imported_sessions, skipped_sessions }: ImportReply): ImportCount {
  return {
    raids: { imported, skipped },
    sessions: { imported: imported_sessions, skipped: skipped_sessions },
  };
}

/** The show's own mode goes to raids that name none, as with presses. */
async function rulesOf({ places }: Config, service: RunningService | null): Promise<RaidDefaults> {
  if (service !== null) {
    const { game_mode } = (await (await service.call('GET', '/show')).json()) as { game_mode?: unknown };
    return { game_mode: GAME_MODES.find((mode) => mode === game_mode) ?? RAID_DEFAULTS.game_mode };
  }
  const show = readShow(places.showFile);
  if (show.ok) return show.value;
  throw new SettingsError(
    `The show file ${places.showFile} says which game mode raids have, and cannot be used: ${show.faults.join('; ')}. Correct it first.`,
  );
}

interface Source {
  readonly file: string;
  readonly rules: RaidDefaults;
  readonly now: Date;
}

async function takeAll(
  { file, rules, now }: Source,
  seen: Survey,
  take: (batch: Batch) => Promise<ImportCount>,
): Promise<ImportCount> {
  let count = NOTHING_TAKEN;
  try {
    for await (const batch of batchesOf(readImport(file, rules, now), seen)) {
      count = addCounts(count, await take(batch));
      showProgress(`${lookedAt(count)} of ${seen.total}`);
    }
  } catch (error) {
    endProgress();
    const imported = count.raids.imported + count.sessions.imported;
    if (imported === 0) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError(
      'storage-failed',
      `${reason} ${imported} of ${seen.total} were imported before that: import the file once more for the others.`,
      error,
    );
  }
  return count;
}

function lookedAt({ raids, sessions }: ImportCount): number {
  return raids.imported + raids.skipped + sessions.imported + sessions.skipped;
}
