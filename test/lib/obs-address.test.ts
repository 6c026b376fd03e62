import { expect, test } from 'vitest';
import { isSameServer, parseObsAddress, passwordReadings } from '../../src/lib/obs-address.js';

test.each([
  ['ws://127.0.0.1:4455', 'ws://127.0.0.1:4455'],
  ['  ws://127.0.0.1:4455/ \n', 'ws://127.0.0.1:4455'],
  ['WS://192.168.1.20:4455', 'ws://192.168.1.20:4455'],
  ['wss://obs.example.org', 'wss://obs.example.org'],
  ['wss://obs.example.org:444', 'wss://obs.example.org:444'],
  ['192.168.1.20:4460', 'ws://192.168.1.20:4460'],
  ['192.168.1.20', 'ws://192.168.1.20:4455'],
  ['ws://192.168.1.20', 'ws://192.168.1.20:4455'],
  ['localhost', 'ws://localhost:4455'],
  ['streaming-pc.local:4455', 'ws://streaming-pc.local:4455'],
  ['[fe80::1]:4460', 'ws://[fe80::1]:4460'],
  ['[::1]', 'ws://[::1]:4455'],
  ['::1', 'ws://[::1]:4455'],
  ['fe80::1', 'ws://[fe80::1]:4455'],
  ['4460', 'ws://127.0.0.1:4460'],
  ['büro-pc:4455', 'ws://büro-pc:4455'],
  ['\u200B192.168.1.20:4455\u202C', 'ws://192.168.1.20:4455'],
])('%j is the address %s', (typed, url) => {
  expect(parseObsAddress(typed)).toEqual({ url, password: null });
});

test.each([
  ['obsws://192.168.1.20:4455/p%23ss%2Fword', 'ws://192.168.1.20:4455', 'p#ss/word'],
  ['obsws://192.168.1.20:4455', 'ws://192.168.1.20:4455', null],
  ['obsws://[fe80::1]:4455/abc', 'ws://[fe80::1]:4455', 'abc'],
  ['obsws://192.168.1.20:4455/100%', 'ws://192.168.1.20:4455', '100%'],
])('%s, the connect string of OBS, is an address with a password', (typed, url, password) => {
  expect(parseObsAddress(typed)).toEqual({ url, password });
});

test.each([
  '',
  'obs on my pc',
  'http://192.168.1.20:4455',
  'ws://me:secret@192.168.1.20:4455',
  'me@192.168.1.20',
  'ws://192.168.1.20:4455/elsewhere',
  'ws://192.168.1.20:4455?to=elsewhere',
  '192.168.1.20/elsewhere',
  'ws://192.168.1.20:4455#x',
  '192.168.1.20:',
  '192.168.1.20;4455',
  '192.168.1.20,4455',
  '192.168.1.20:0',
  '192.168.1.20:70000',
  '[::1',
  'ws://',
  'obsws:///secret',
  '300.1.1.1',
])('%j is no address', (typed) => {
  expect(parseObsAddress(typed)).toBeNull();
});

test.each([
  ['secret', ['secret']],
  ['p%23ss', ['p#ss', 'p%23ss']],
  [' p%23ss\n', ['p#ss', 'p%23ss', ' p%23ss\n']],
  ['100%', ['100%']],
  ['obsws://10.0.0.2:4455/p%23ss', ['p#ss', 'obsws://10.0.0.2:4455/p%23ss']],
])('%j can be meant as %j', (typed, readings) => {
  expect(passwordReadings(typed)).toEqual(readings);
});

test.each([
  ['ws://localhost:4455', 'ws://127.0.0.1:4455', true],
  ['ws://[::1]:4455', '127.0.0.1', true],
  ['ws://streaming-pc:4455', 'streaming-pc', true],
  ['wss://obs.example.org', 'wss://obs.example.org:443', true],
  ['ws://127.0.0.1:4455', 'ws://127.0.0.1:4460', false],
  ['ws://192.168.1.20:4455', 'ws://192.168.1.21:4455', false],
  ['nonsense with blanks', 'nonsense with blanks', false],
])('%s and %s lead to the same server: %s', (one, other, expected) => {
  expect(isSameServer(one, other)).toBe(expected);
});
