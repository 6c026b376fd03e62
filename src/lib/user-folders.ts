import path from 'node:path';
import envPaths from 'env-paths';

/** Where the user's files live: never in the program's own folder, so that an update cannot lose them. */
export interface Folders {
  /** `raids.db`, `log/`, `backup/`. */
  readonly data: string;
  /** `settings.json`, `show.json`. */
  readonly config: string;
}

export interface UserFolders extends Folders {
  /** What is of no use once the program has ended. */
  readonly cache: string;
}

/** The folders that this system has for such things (`%LOCALAPPDATA%`, `~/.local/share`, `~/Library`…). */
export function userFolders(): UserFolders {
  const paths = envPaths('tarkov-stream-producer', { suffix: '' });
  return {
    data: path.resolve(paths.data),
    config: path.resolve(paths.config),
    cache: path.resolve(paths.cache),
  };
}
