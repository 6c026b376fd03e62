import { Command } from 'commander';
import fs from 'node:fs';
import readline from 'node:readline';
import type { Config } from '../config/config.js';
import { parseCsv } from '../exchange/csv.js';
import { ImportFault, parseJson, type Portable } from '../exchange/json.js';
import type { ImportCount } from '../raid/portable.js';
import { findDatabaseService } from './database-service.js';
import { endProgress, runCommand, showProgress, withOwnArchive } from './with-archive.js';

/** Raids stored at once: what a running service can take beside its presses. */
const BATCH = 50;

/** `import`: raids of an export that are not there yet. */
export const importCommand = new Command('import')
  .description('take in raids from a json or csv file; those that are there already are left out')
  .argument('<file>', 'a file by export, or a table with its columns')
  .action((file: string) =>
    runCommand(async (config) => {
      // Read once to the end before anything is stored: a wrong line at the end must not leave half an import.
      const total = await countItems(file);
      const { imported, skipped } = await importFile(config, file, total);
      endProgress();
      process.stdout.write(
        `${imported} taken in, ${skipped} left out because they were there already or are open.\n`,
      );
    }),
  );

async function countItems(file: string): Promise<number> {
  const items = readItems(file);
  let count = 0;
  while ((await items.next()).done !== true) count += 1;
  return count;
}

async function importFile(config: Config, file: string, total: number): Promise<ImportCount> {
  const service = await findDatabaseService(config);
  if (service === null) {
    return withOwnArchive(config, async (archive) => {
      if (fs.existsSync(config.places.database)) await archive.backup();
      return takeAll(file, total, (batch) => archive.take(batch.raids, batch.sessions));
    });
  }
  await service.call('POST', '/backup');
  return takeAll(file, total, async (batch) => {
    const response = await service.call('POST', '/import', batch);
    return (await response.json()) as ImportCount;
  });
}

function emptyBatch() {
  return {
    raids: [] as Extract<Portable, { type: 'raid' }>['raid'][],
    sessions: [] as Extract<Portable, { type: 'session' }>['session'][],
  };
}

async function takeAll(
  file: string,
  total: number,
  take: (batch: ReturnType<typeof emptyBatch>) => Promise<ImportCount>,
): Promise<ImportCount> {
  let batch = emptyBatch();
  let [imported, skipped] = [0, 0];
  const flush = async (): Promise<void> => {
    const count = await take(batch);
    imported += count.imported;
    skipped += count.skipped;
    batch = emptyBatch();
    showProgress(`${imported + skipped} of ${total}`);
  };
  for await (const item of readItems(file)) {
    if (item.type === 'raid') batch.raids.push(item.raid);
    else batch.sessions.push(item.session);
    if (batch.raids.length + batch.sessions.length >= BATCH) await flush();
  }
  await flush();
  return { imported, skipped };
}

async function* readItems(file: string): AsyncGenerator<Portable> {
  const input = fs.createReadStream(file, 'utf8');
  try {
    if (/\.csv$/i.test(file)) {
      for await (const raid of parseCsv(input as AsyncIterable<string>, new Date()))
        yield { type: 'raid', raid };
    } else {
      yield* parseJson(readline.createInterface({ input, crlfDelay: Infinity }));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportFault(`${file} cannot be taken in, and nothing was stored. ${reason}`);
  } finally {
    input.destroy();
  }
}
