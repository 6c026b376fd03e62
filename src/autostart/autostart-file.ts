import path from 'node:path';

/** What this PC is, as far as its way of starting programs goes. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The program to start: Node's own file, then what it is given. */
export type StartCommand = readonly [program: string, ...args: string[]];

/** The one file whose presence makes the system start the program when the user signs in. */
export interface AutostartFile {
  readonly path: string;
  readonly text: string;
}

const NAME = 'Tarkov Stream Producer';
const LABEL = 'tarkov-stream-producer';

/** The file as this system wants it; null on a system whose way is not known. */
export function autostartFile(where: Surroundings, command: StartCommand): AutostartFile | null {
  const { platform, home, env } = where;
  if (platform === 'win32') {
    const roaming = env['APPDATA'] ?? path.win32.join(home, 'AppData', 'Roaming');
    const folder = path.win32.join(roaming, 'Microsoft', 'Windows', 'Start Menu', 'Programs', 'Startup');
    return { path: path.win32.join(folder, `${NAME}.cmd`), text: windowsScript(command) };
  }
  if (platform === 'darwin') {
    const file = path.posix.join(home, 'Library', 'LaunchAgents', `${LABEL}.plist`);
    return { path: file, text: launchAgent(command) };
  }
  if (platform === 'linux') {
    const config = env['XDG_CONFIG_HOME'] ?? path.posix.join(home, '.config');
    return { path: path.posix.join(config, 'autostart', `${LABEL}.desktop`), text: desktopEntry(command) };
  }
  return null;
}

/**
 * The window starts minimised: the streamer has just signed in. Code page 65001 is UTF-8, in which this file is
 * written: a user's name may have umlauts. In a batch file a `%` is written twice.
 */
function windowsScript(command: StartCommand): string {
  const line = command.map((part) => `"${part.replaceAll('%', '%%')}"`).join(' ');
  return ['@echo off', 'chcp 65001 >nul', `start "${NAME}" /min ${line}`, ''].join('\r\n');
}

/** https://specifications.freedesktop.org/desktop-entry-spec: in quotes, these four are escaped; `%` is doubled. */
function desktopEntry(command: StartCommand): string {
  const quote = (part: string): string =>
    `"${part
      .replace(/["`$\\]/g, '\\$&')
      .replaceAll('\\', '\\\\')
      .replaceAll('%', '%%')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${NAME}`,
    `Exec=${command.map(quote).join(' ')}`,
    'Terminal=true',
    '',
  ].join('\n');
}

function launchAgent(command: StartCommand): string {
  const escape = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0"><dict>',
    `  <key>Label</key><string>${LABEL}</string>`,
    '  <key>ProgramArguments</key><array>',
    ...command.map((part) => `    <string>${escape(part)}</string>`),
    '  </array>',
    '  <key>RunAtLoad</key><true/>',
    '</dict></plist>',
    '',
  ].join('\n');
}
