import { createRequire } from 'node:module';

/** The version of package.json, found by its name because the built files lie one folder deeper than the sources. */
export const VERSION: string = readVersion();

function readVersion(): string {
  const require = createRequire(import.meta.url);
  for (const candidate of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = require(candidate) as { name?: string; version?: string };
      if (name === 'tarkov-stream-producer' && version !== undefined) return version;
    } catch {
      // Not there: the other layout.
    }
  }
  return '0.0.0';
}
