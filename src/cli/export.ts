import { Command, Option } from 'commander';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../lib/error-code.js';
import { commandLine } from '../lib/how-started.js';
import { isAllReadable, unreadableFinding, unreadableRemedy } from '../raid/unreadable.js';
import { StorageError } from '../store/storage-error.js';
import { findDatabaseService, type RunningService } from './running-service.js';
import { CommandError } from './exit.js';
import { findTarget, isForced, ownFiles, writeTarget, type TargetFile } from './target-file.js';
import { endProgress, refuseNoDatabase, showProgress, withReadArchive } from './with-archive.js';
import { runCommand } from './run-command.js';

type Format = 'json' | 'csv';

interface ExportOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly force?: true;
}

/** `export`: every raid into a file, or to the screen. */
export const exportCommand = new Command('export')
  .description('write every raid: json for an import, csv for a spreadsheet')
  .addOption(
    new Option('--format <format>', "json or csv; without it by the file's name, else json").choices([
      'json',
      'csv',
    ]),
  )
  .argument('[file]', 'where to; without it, to the screen')
  .option('--out <file>', 'the same as the file alone')
  .option('--force', 'write over a file that is there')
  .action((file: string | undefined, options: ExportOptions, command: Command) =>
    runCommand(async (config) => {
      if (file !== undefined && options.out !== undefined && file !== options.out) {
        command.error(`Name one file to write: ${file} or ${options.out}.`, { exitCode: 1 });
      }
      const out = file ?? options.out;
      const { format = formatOf(out) } = options;
      const target =
        out === undefined ? null : findTarget(out, ownFiles(config.places), isForced(options, process.env));
      const service = await findDatabaseService(config);
      if (service !== null) {
        const { body } = await service.call('GET', `/export/raids.${format}`);
        if (body !== null) await write(fromService(body), target);
        tell(await leftOutByService(service));
        return;
      }
      const { database } = config.places;
      refuseNoDatabase(database);
      await withReadArchive(config, async (archive) => {
        await write(archive[format](), target);
        const unreadable = await archive.unreadable();
        if (!isAllReadable(unreadable))
          tell(`${unreadableFinding(unreadable)} ${unreadableRemedy(unreadable)}`);
      });
    }),
  );

/** What an export leaves out is said. */
function tell(sentences: string | null): void {
  if (sentences !== null) process.stderr.write(`${sentences}\n`);
}

async function leftOutByService(service: RunningService): Promise<string | null> {
  const { message, raid_count, session_count } = (await (
    await service.call('GET', '/export/left-out')
  ).json()) as { message: string; raid_count: number; session_count: number };
  return raid_count + session_count === 0 ? null : message;
}

function formatOf(out: string | undefined): Format {
  return out !== undefined && /\.csv$/i.test(out) ? 'csv' : 'json';
}

async function write(pieces: AsyncIterable<string>, target: TargetFile | null): Promise<void> {
  const counted = countedPieces(readable(pieces));
  try {
    if (target === null) await pipeline(Readable.from(counted), process.stdout as Writable, { end: false });
    else await writeTarget(target, counted);
  } catch (error) {
    // What could not be read, or has come to be there meanwhile, says so itself.
    if (error instanceof StorageError || error instanceof CommandError) throw error;
    // The reader (`| head`) has closed the pipe.
    if (target === null && codeOf(error) === 'EPIPE') return;
    const place = target?.path ?? 'The export';
    throw new CommandError(`${place} could not be written: ${causeOf(error)}`, error);
  }
  if (target === null) return;
  process.stderr.write(`Written: ${target.path}\n`);
}

async function* readable(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError('storage-damaged', `Not every raid can be read: ${reason}.`, error);
  }
}

const CAUSES: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOSPC', 'the disk is full. Free some space, or choose another place.'],
  ['EDQUOT', 'the disk is full. Free some space, or choose another place.'],
  ['EACCES', 'writing is not allowed there. Choose another place.'],
  ['EPERM', 'writing is not allowed there. Choose another place, or close the program that has it open.'],
  ['EBUSY', 'another program has it open. Close that, or choose another name.'],
  ['EROFS', 'the disk is read-only. Choose another place.'],
  ['ENAMETOOLONG', 'its name is too long. Choose a shorter one.'],
]);

function causeOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return CAUSES.get(codeOf(error)) ?? `${reason}. Choose another place.`;
}

/** The mark that lets spreadsheets take it for UTF-8 stays. The service cuts the connection when it cannot read on. */
async function* fromService(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  try {
    yield* body.pipeThrough(
      new TextDecoderStream('utf-8', { ignoreBOM: true }),
    ) as unknown as AsyncIterable<string>;
  } catch (error) {
    throw new StorageError(
      'storage-failed',
      `The service that runs broke the export off, so nothing was written. Its log says why; ${commandLine('doctor')} checks the database.`,
      error,
    );
  }
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
