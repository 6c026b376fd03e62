import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readShow } from '../../src/config/config.js';
import { watchFile, type WatchedFile } from '../../src/config/watched-file.js';
import { DEFAULT_SHOW } from '../../src/overlay/default-show.js';
import type { Show } from '../../src/overlay/show.js';
import { makeFolder } from '../support/database.js';

function watchShow(file: string): WatchedFile<Show> {
  const watched = watchFile(file, readShow, DEFAULT_SHOW);
  onTestFinished(() => watched.close());
  return watched;
}

const holding = (post_raid_seconds: number): string => JSON.stringify({ post_raid_seconds });
const hold = (watched: WatchedFile<Show>): number => watched.value().post_raid_seconds;
const inFolder = (): string => path.join(makeFolder(), 'show.json');

/** Settles with the next edit that the watch reports. */
const nextEdit = (watched: WatchedFile<Show>): Promise<void> =>
  new Promise((resolve) => {
    const unsubscribe = watched.onEdit(() => {
      unsubscribe();
      resolve();
    });
  });

describe('a watched file', () => {
  it('is read at once', () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    expect(hold(watchShow(file))).toBe(5);
  });

  it('is taken up when it is made later', async () => {
    const file = inFolder();
    const watched = watchShow(file);
    expect(watched.value()).toEqual(DEFAULT_SHOW);
    const edit = nextEdit(watched);
    fs.writeFileSync(file, holding(7));
    await edit;
    expect(hold(watched)).toBe(7);
  });

  it('is taken up when its folder is made later, too', async () => {
    const file = path.join(makeFolder(), 'later', 'show.json');
    const watched = watchShow(file);
    const edit = nextEdit(watched);
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, holding(7));
    await edit;
    expect(hold(watched)).toBe(7);
  });

  it('is taken up when an editor replaces it as a whole, again and again', async () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(1));
    const watched = watchShow(file);
    for (const seconds of [2, 3]) {
      const edit = nextEdit(watched);
      fs.writeFileSync(`${file}.tmp`, holding(seconds));
      fs.renameSync(`${file}.tmp`, file);
      await edit;
      expect(hold(watched)).toBe(seconds);
    }
  });

  it('keeps its last good content over a bad edit, which is reported until the next good one', async () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    const watched = watchShow(file);
    const badEdit = nextEdit(watched);
    fs.writeFileSync(file, '{ "post_raid_seconds": ');
    await badEdit;
    expect(hold(watched)).toBe(5);
    expect(watched.faults()).toEqual([expect.stringContaining('this is not JSON')]);
    const goodEdit = nextEdit(watched);
    fs.writeFileSync(file, holding(6));
    await goodEdit;
    expect(hold(watched)).toBe(6);
    expect(watched.faults()).toEqual([]);
  });

  it('that is bad from the start leaves the fallback and is reported', () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(-1));
    const watched = watchShow(file);
    expect(watched.value()).toEqual(DEFAULT_SHOW);
    expect(watched.faults()).toHaveLength(1);
  });

  it('is no edit when only its looks change', async () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    const watched = watchShow(file);
    let edits = 0;
    watched.onEdit(() => edits++);
    fs.writeFileSync(file, `// the same\n${holding(5)}`);
    // Two edits in one folder are told in order, so this one tells that the first was seen.
    const edit = nextEdit(watched);
    setTimeout(() => {
      fs.writeFileSync(file, holding(8));
    }, 300);
    await edit;
    expect([edits, hold(watched)]).toEqual([1, 8]);
  });
});
