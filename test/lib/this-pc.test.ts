import { expect, test } from 'vitest';
import { isLoopbackAddress, isThisPc, isUrlOfThisPc } from '../../src/lib/this-pc.js';

test.each([
  ['ws://localhost:4455', true],
  ['ws://127.1.2.3:4455', true],
  ['http://[::1]:4777', true],
  ['http://127.0.0.1', true],
  ['ws://192.168.0.2:4455', false],
  ['ws://127.0.0.1.example.com', false],
  ['nonsense', false],
])('%s leads to this PC: %s', (url, expected) => {
  expect(isUrlOfThisPc(url)).toBe(expected);
});

test.each([
  ['LocalHost', true],
  ['[::1]', true],
  ['::1', true],
  ['127.evil.example', false],
  ['localhost.example', false],
  ['', false],
])('the host %j is this PC: %s', (host, expected) => {
  expect(isThisPc(host)).toBe(expected);
});

test.each([
  ['127.0.0.53', true],
  ['::1', true],
  ['localhost', false],
  ['10.0.0.1', false],
])('%s is a loopback address: %s', (address, expected) => {
  expect(isLoopbackAddress(address)).toBe(expected);
});
