import { editJsonFile, FileEditError, type JsonEdit } from './edit-json-file.js';
import { SETTINGS_FILE_SCHEMA, SettingsError, type SettingsFile } from './settings.js';

/** For a file that has a password in it: its owner alone. */
const OWNER_ONLY = 0o600;

/**
 * Changes single settings in the user's file and leaves the rest of it as it is; see `editJsonFile`.
 * @returns whether anything changed.
 * @throws SettingsError when the file has a fault of its own, or cannot be written; it is unchanged then.
 */
export function changeSettingsFile(file: string, changes: Partial<SettingsFile>): Promise<boolean> {
  return edit(
    file,
    Object.entries(changes).map(([name, value]): JsonEdit => [[name], value]),
  );
}

/** The same for one target; `undefined` takes it out. */
export function changeTarget(file: string, name: string, address: string | undefined): Promise<boolean> {
  return edit(file, [[['targets', name], address]]);
}

/** The same for the reading of the game's log; what is not named stays. */
export function changeGameLog(
  file: string,
  changes: Readonly<Partial<NonNullable<SettingsFile['game_log']>>>,
): Promise<boolean> {
  return edit(
    file,
    Object.entries(changes).map(([name, value]): JsonEdit => [['game_log', name], value]),
  );
}

async function edit(file: string, edits: readonly JsonEdit[]): Promise<boolean> {
  try {
    return await editJsonFile(file, SETTINGS_FILE_SCHEMA, edits, OWNER_ONLY);
  } catch (error) {
    if (error instanceof FileEditError) throw new SettingsError(error.message);
    throw error;
  }
}
