import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';

/** The system's own Chromium; undefined where there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe']
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
}

/** A Chromium that calls nobody but the tests' own servers. `hostRules` as in `--host-resolver-rules`. */
export function launchChromium(hostRules = '', extra: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({
    executablePath,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      // Chromium may stop a page before its request reaches us. Here our own gate is on trial, so it may not.
      '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights',
      ...extra,
      ...(hostRules === '' ? [] : [`--host-resolver-rules=${hostRules}`]),
    ],
  });
}

/** Runs `body` where there is a Chromium. A machine without one says so in one test, or fails when it must have one. */
export function describeInChromium(title: string, body: () => void): void {
  if (findChromium() !== undefined) {
    describe(title, body);
    return;
  }
  describe(title, () =>
    test('there is no Chromium on this machine to test with', () => {
      expect(process.env['TSP_REQUIRE_REAL'], 'Chromium is needed here').not.toBe('1');
    }),
  );
}
