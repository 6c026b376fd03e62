// The Windows bundle on a Windows with nothing installed: npx tsx test/wine/wine.ts [the zip]
// Wine is that Windows. `TSP_WINE=chroot:DIR` takes the one of another Debian. Prints a table; exit code 1 if a line of it
// failed.
import path from 'node:path';
import { startFakeObs } from '../support/fake-obs.js';
import { freePort } from '../support/free-port.js';
import { STEPS } from './steps.js';
import { newestZip, startWinePc } from './wine-pc.js';

const zip = process.argv[2] ?? newestZip();
const pc = await startWinePc(zip, process.env['TSP_WINE'] ?? 'host');
const obs = await startFakeObs();
const port = await freePort();
say(`${path.basename(zip)} on ${pc.version}\n\n| What | How it went |\n| --- | --- |`);
let failed = 0;
try {
  for (const [what, step] of STEPS) {
    let seen: string;
    try {
      seen = await step({ pc, obs, port });
    } catch (error) {
      failed += 1;
      seen = `FAILED: ${error instanceof Error ? error.message : String(error)}`;
    }
    say(`| ${what} | ${seen.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')} |`);
  }
} finally {
  await pc.turnOff();
  await obs.stop();
}
say(`\n${STEPS.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
