import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readShow } from '../../src/config/config.js';
import { editShowFile } from '../../src/config/edit-show-file.js';
import { removeLeftovers } from '../../src/config/good-copy.js';
import { watchFile, type WatchedFile } from '../../src/config/watched-file.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import type { Show } from '../../src/show/show.js';
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

  it.each([
    ['is emptied', (file: string) => fs.writeFileSync(file, '')],
    ['is left with a byte-order mark alone', (file: string) => fs.writeFileSync(file, '\uFEFF')],
    ['is deleted', (file: string) => fs.rmSync(file)],
  ])('keeps its last good content when it %s, and has it as its copy', async (_how, spoil) => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    const watched = watchShow(file);
    const edit = nextEdit(watched);
    fs.rmSync(`${file}.bak`);
    spoil(file);
    await edit;
    expect([hold(watched), watched.inForce()]).toEqual([5, 'file']);
    expect(watched.faults()).toHaveLength(1);
    watched.close();
    const next = watchShow(file);
    expect([hold(next), next.inForce()]).toEqual([5, 'copy']);
    expect(next.faults()).toHaveLength(1);
  });

  it('that is broken before the next start serves its newest good content: an edit by hand, or one of our own', async () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    const watched = watchShow(file);
    const edit = nextEdit(watched);
    fs.writeFileSync(file, holding(6));
    await edit;
    expect(fs.readFileSync(`${file}.bak`, 'utf8')).toBe(holding(6));
    await editShowFile(file, { post_raid_seconds: 7 });
    watched.readNow();
    // The one before stays until the program ends.
    expect(fs.readFileSync(`${file}.bak`, 'utf8')).toBe(holding(6));
    watched.close();
    fs.writeFileSync(file, holding(8).slice(0, -1));
    const next = watchShow(file);
    expect([hold(next), next.inForce()]).toEqual([7, 'copy']);
    const mended = nextEdit(next);
    fs.writeFileSync(file, holding(8));
    await mended;
    expect([hold(next), next.inForce(), next.faults()]).toEqual([8, 'file', []]);
  });

  it('is mended by an edit of our own when it is empty, which begins with the last good content', async () => {
    const file = inFolder();
    fs.writeFileSync(`${file}.bak`, JSON.stringify({ texts: { Mine: '{{map}}' } }));
    fs.writeFileSync(file, '');
    await editShowFile(file, { switch_scenes: false });
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({
      texts: { Mine: '{{map}}' },
      switch_scenes: false,
    });
    expect(fs.readFileSync(`${file}.bak`, 'utf8')).toContain('{{map}}');
  });

  // Windows gives the right to make links to few.
  it.skipIf(process.platform === 'win32')(
    'that a link leads to serves its last good content when it is gone at the next start',
    () => {
      const folder = makeFolder();
      const [file, link] = [path.join(folder, 'real.json'), path.join(makeFolder(), 'show.json')];
      fs.symlinkSync(file, link);
      fs.writeFileSync(file, holding(5));
      watchShow(link).close();
      fs.rmSync(file);
      const watched = watchShow(link);
      expect([hold(watched), watched.inForce()]).toEqual([5, 'copy']);
      expect(watched.faults().join()).toContain('the file is gone');
    },
  );

  it('that never was there is no fault, and has no copy', () => {
    const file = inFolder();
    const watched = watchShow(file);
    expect([watched.faults(), watched.inForce(), fs.readdirSync(path.dirname(file))]).toEqual([
      [],
      'file',
      [],
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'has a copy that nobody else may read, where that is so of itself',
    () => {
      const file = inFolder();
      fs.writeFileSync(file, holding(5), { mode: 0o600 });
      watchShow(file);
      expect(fs.statSync(`${file}.bak`).mode & 0o777).toBe(0o600);
      fs.chmodSync(`${file}.bak`, 0o644);
      watchShow(file);
      expect(fs.statSync(`${file}.bak`).mode & 0o777).toBe(0o600);
    },
  );

  it('loses what a crash in the middle of writing left beside it, and nothing else', () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(5));
    const other = spawnSync(process.execPath, ['-e', '']).pid;
    for (const end of [`.${other}.tmp`, `.bak.${other}.tmp`, `.${process.ppid}.tmp`, '.tmp', '.mine.tmp'])
      fs.writeFileSync(`${file}${end}`, 'secret');
    removeLeftovers(file);
    const left = ['show.json', `show.json.${process.ppid}.tmp`, 'show.json.mine.tmp', 'show.json.tmp'];
    expect(fs.readdirSync(path.dirname(file)).sort()).toEqual(left.sort());
  });

  it('that is bad from the start leaves the fallback and is reported', () => {
    const file = inFolder();
    fs.writeFileSync(file, holding(-1));
    const watched = watchShow(file);
    expect(watched.value()).toEqual(DEFAULT_SHOW);
    expect(watched.inForce()).toBe('nothing');
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
