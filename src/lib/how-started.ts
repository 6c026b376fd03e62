/** How this program was started: what a person types to run another command of it. */
export type HowStarted =
  /** In the program's own folder, where nothing but npm knows its name. */
  | 'npm-start'
  | 'npx'
  /** Unpacked from a bundle, which brings its own Node and a file to double-click. */
  | 'bundle'
  /** Installed, so that the system knows its name. */
  | 'installed';

const NAME = 'tarkov-stream-producer';

/** What people double-click in a bundle for that system. */
export const START_FILES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'Tarkov Stream Producer.cmd',
  darwin: 'Tarkov Stream Producer.command',
  linux: NAME,
};

/**
 * @param script the file that Node was given (`process.argv[1]`).
 * @param node Node's own file (`process.execPath`).
 */
export function howStarted(
  env: Readonly<Record<string, string | undefined>>,
  script: string | undefined,
  node = '',
): HowStarted {
  if (env['npm_lifecycle_event'] !== undefined && env['npm_command'] !== 'exec') return 'npm-start';
  if (env['npm_command'] === 'exec') return 'npx';
  const parts = (script ?? '').split(/[\\/]/);
  // In a bundle the folder `app` holds both: Node itself, and the program as it is built.
  const nodeFolder = node.split(/[\\/]/).slice(0, -1);
  const isBeside = [...nodeFolder, 'dist'].every((part, index) => parts[index] === part);
  if (nodeFolder.at(-1) === 'app' && isBeside) return 'bundle';
  const isInstalled = parts.includes('node_modules') || parts.at(-1) === NAME;
  return isInstalled ? 'installed' : 'npm-start';
}

/** What to type for a command of this program, where it was started: `npm start open`. */
export function commandLine(
  command = '',
  how: HowStarted = howStarted(process.env, process.argv[1], process.execPath),
  platform: NodeJS.Platform = process.platform,
): string {
  switch (how) {
    case 'npm-start':
      // Without `--`: PowerShell keeps it to itself, and npm hands on what does not begin with a dash.
      return command === '' ? 'npm start' : `npm start ${command}`;
    case 'npx':
      return `npx ${NAME} ${command}`.trim();
    case 'bundle': {
      const file = START_FILES[platform] ?? NAME;
      return `${platform === 'win32' ? `"${file}"` : `"./${file}"`} ${command}`.trim();
    }
    case 'installed':
      return `${NAME} ${command}`.trim();
  }
}

/** What brings back a part of the program that is gone; `installed` is what does so where npm has installed it. */
export function repair(
  installed: string,
  how: HowStarted = howStarted(process.env, process.argv[1], process.execPath),
): string {
  if (how !== 'bundle') return installed;
  return 'Unpack the download again, over this folder. If that part goes missing again, a virus scanner has taken it away: allow this folder in its settings.';
}

/** Where a sentence is read: in a terminal one can type a command, on a page there is a key for it. */
export type Place = 'terminal' | 'page';
