import { expect, it } from 'vitest';
import { commandLine, howStarted, repair } from '../../src/lib/how-started.js';

it.each([
  [
    'by npm start in its folder',
    { npm_lifecycle_event: 'start', npm_command: 'start' },
    '/x/cli.js',
    'npm start open',
  ],
  ['by Node in its folder', {}, '/home/me/stream/dist/src/cli/tarkov-stream-producer.js', 'npm start open'],
  [
    'by npx',
    { npm_command: 'exec', npm_lifecycle_event: 'npx' },
    '/x/cli.js',
    'npx tarkov-stream-producer open',
  ],
  ['installed on Linux', {}, '/usr/local/bin/tarkov-stream-producer', 'tarkov-stream-producer open'],
  [
    'installed on Windows',
    {},
    String.raw`C:\Users\me\AppData\Roaming\npm\node_modules\tarkov-stream-producer\dist\src\cli\tarkov-stream-producer.js`,
    'tarkov-stream-producer open',
  ],
])('started %s, it names a command that works there', (_how, env, script, typed) => {
  expect(commandLine('open', howStarted(env, script))).toBe(typed);
});

it('names the file that is double-clicked, when it comes from a bundle', () => {
  const windows = howStarted(
    {},
    String.raw`D:\Tarkov\app\dist\src\cli\tarkov-stream-producer.js`.replaceAll('\\\\', '\\'),
    String.raw`D:\Tarkov\app\node.exe`.replaceAll('\\\\', '\\'),
  );
  expect(commandLine('restore', windows, 'win32')).toBe('"Tarkov Stream Producer.cmd" restore');
  const linux = howStarted({}, '/opt/tsp/app/dist/src/cli/tarkov-stream-producer.js', '/opt/tsp/app/node');
  expect(commandLine('restore', linux, 'linux')).toBe('"./tarkov-stream-producer" restore');
});

it('names no command at all for the program itself', () => {
  expect(commandLine('', 'npm-start')).toBe('npm start');
  expect(commandLine('', 'npx')).toBe('npx tarkov-stream-producer');
});

it('asks for no command to repair a bundle, in which there is no npm', () => {
  expect(repair('Run "npm ci".', 'npm-start')).toBe('Run "npm ci".');
  expect(repair('Run "npm ci".', 'bundle')).toMatch(/^Unpack the download again/);
});
