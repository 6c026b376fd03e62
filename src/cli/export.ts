import { Command, Option } from 'commander';
import fs from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StorageError } from '../store/storage-error.js';
import { findDatabaseService } from './database-service.js';
import { endProgress, runCommand, showProgress, withReadArchive } from './with-archive.js';

interface ExportOptions {
  readonly format: 'json' | 'csv';
  readonly out?: string;
}

/** `export`: every raid into a file, or to the screen. */
export const exportCommand = new Command('export')
  .description('write every raid: json for an import, csv for a spreadsheet')
  .addOption(new Option('--format <format>', 'json or csv').choices(['json', 'csv']).default('json'))
  .option('--out <file>', 'where to; without it, to the screen')
  .action(({ format, out }: ExportOptions) =>
    runCommand(async (config) => {
      const service = await findDatabaseService(config);
      if (service !== null) {
        const { body } = await service.call('GET', `/export/raids.${format}`);
        if (body !== null) await write(body.pipeThrough(new TextDecoderStream()), out);
      } else {
        await withReadArchive(config, (archive) => write(archive[format](), out));
      }
    }),
  );

/** A file comes into being whole or not at all. */
async function write(pieces: AsyncIterable<string>, out: string | undefined): Promise<void> {
  const counted = countedPieces(pieces);
  if (out === undefined) {
    await pipeline(Readable.from(counted), process.stdout as Writable, { end: false });
    return;
  }
  const part = `${out}.part`;
  try {
    await pipeline(Readable.from(counted), fs.createWriteStream(part));
    fs.renameSync(part, out);
  } catch (error) {
    fs.rmSync(part, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError(
      'storage-failed',
      `${out} could not be written (${reason}). Choose another place, or free some space.`,
      error,
    );
  }
  process.stderr.write(`Written: ${out}\n`);
}

async function* countedPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let characters = 0;
  for await (const piece of pieces) {
    characters += piece.length;
    showProgress(`${(characters / 1_000_000).toFixed(1)} MB`);
    yield piece;
  }
  endProgress();
}
