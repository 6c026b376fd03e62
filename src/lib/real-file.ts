import fs from 'node:fs';
import path from 'node:path';

/** Links that lead to links: more than anyone makes. */
const MOST_LINKS = 40;

/** The file itself, behind every link; of one that is not there yet, where it would come to be. */
export function realFile(file: string, links = 0): string {
  const whole = path.resolve(file);
  try {
    return fs.realpathSync.native(whole);
  } catch {
    // It is not there, or only a link to it.
  }
  const target = linkTarget(whole);
  if (target !== null && links < MOST_LINKS) return realFile(target, links + 1);
  try {
    return path.join(fs.realpathSync.native(path.dirname(whole)), path.basename(whole));
  } catch {
    return whole;
  }
}

function linkTarget(file: string): string | null {
  try {
    return path.resolve(path.dirname(file), fs.readlinkSync(file));
  } catch {
    return null;
  }
}
