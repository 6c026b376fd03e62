import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** The system's own Chromium; null where there is none. */
const CHROMIUM = findProgram(['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe']);
/** The same engine without what only a window needs: it opens a page in a third of the time. */
const HEADLESS = findProgram(['chromium-headless-shell', 'chrome-headless-shell']) ?? CHROMIUM;

/** True where the browser tests cannot run and need not. */
export const NO_BROWSER = CHROMIUM === null && process.env['TSP_REQUIRE_REAL'] !== '1';

/** The program itself, for tests that start it in their own way. */
export function chromiumFile(): string {
  if (CHROMIUM === null) throw new Error('There is no Chromium here: apt-get install chromium.');
  return CHROMIUM;
}

/** A Chromium without a window that calls nobody but the tests' own servers. */
export function launchChromium(extra: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: HEADLESS ?? chromiumFile(),
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...extra,
    ],
  });
}

function findProgram(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => fs.existsSync(file)) ?? null;
}
