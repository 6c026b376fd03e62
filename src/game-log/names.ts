/** The files of a launch that are read; `output` has 15 MB and nothing that the others have not. */
export type LogKind = 'application' | 'push-notifications' | 'backend' | 'network-connection';

export interface LogFileName {
  readonly name: string;
  readonly kind: LogKind;
  /** A file that has grown too long is followed by one with the next number. */
  readonly part: number;
}

const FILE =
  /(?:^|\s)(application|push-notifications|notifications|backend|network-connection)(?:_(\d{1,6}))?\.log$/i;

/** Which of the names in a folder of one launch are read, in the order of their writing; old builds leave the number out. */
export function logFilesIn(names: readonly string[]): readonly LogFileName[] {
  const files = names.flatMap((name): LogFileName[] => {
    const [, ending, part] = FILE.exec(name) ?? [];
    if (ending === undefined) return [];
    const kind = ending.toLowerCase();
    return [
      {
        name,
        kind: (kind === 'notifications' ? 'push-notifications' : kind) as LogKind,
        part: Number(part ?? 0),
      },
    ];
  });
  return files.sort((one, other) => one.part - other.part || (one.name < other.name ? -1 : 1));
}

/** `log_2026.07.11_4-38-37_1.0.6.0.46010`; the hour has no leading zero. */
const LAUNCH = /^log_(\d+)\.(\d+)\.(\d+)_(\d+)-(\d+)-(\d+)(?:_[\d.]*\d)?$/i;

/** The folder of the newest launch, by its name; null where there is none. */
export function newestLaunch(names: readonly string[]): string | null {
  return names
    .filter((name) => LAUNCH.test(name))
    .reduce<string | null>(
      (newest, name) => (newest === null || isLaterLaunch(name, newest) ? name : newest),
      null,
    );
}

/** Whether the game was started later; by their names, whatever the times of the folders are. */
export function isLaterLaunch(one: string, other: string): boolean {
  return timeOfLaunch(one) > timeOfLaunch(other);
}

/** By the clock of the PC, without its zone, in milliseconds. */
export function timeOfLaunch(name: string): number {
  const at = LAUNCH.exec(name)?.slice(1).map(Number) ?? [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = at;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Arena is a game of its own with the same kind of log; its matches are no raids. */
export function isArenaFolder(folder: string): boolean {
  return folder.split(/[\\/]/).some((part) => /^escape\s*from\s*tarkov[\s_-]*arena$/i.test(part.trim()));
}
