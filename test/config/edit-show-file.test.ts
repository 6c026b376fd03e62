import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShow } from '../../src/config/config.js';
import { FileEditError } from '../../src/config/edit-json-file.js';
import { editShowFile } from '../../src/config/edit-show-file.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { makeFolder } from '../support/database.js';

function showFile(text?: string): string {
  const file = path.join(makeFolder(), 'config', 'show.json');
  if (text !== undefined) {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, text);
  }
  return file;
}
const textOf = (file: string): string => fs.readFileSync(file, 'utf8');

async function faultOf(edit: Promise<unknown>): Promise<FileEditError> {
  const error: unknown = await edit.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FileEditError)) throw new Error('was not refused');
  return error;
}

describe('an edit of the show file', () => {
  it('makes the file and its folder where there is none, and is read back', async () => {
    const file = showFile();
    expect(await editShowFile(file, { texts: { 'Tarkov KD': 'K/D {{session.kd_ratio}}' } })).toBe(true);
    expect(readShow(file)).toMatchObject({
      value: { texts: { ...DEFAULT_SHOW.texts, 'Tarkov KD': 'K/D {{session.kd_ratio}}' } },
    });
  });

  it('is refused where the file would be too large to be read again', async () => {
    const file = showFile(`{ "texts": {} } // ${'x'.repeat(999_900)}`);
    const fault = await faultOf(editShowFile(file, { texts: { 'My Own Text': 'y'.repeat(200) } }));
    expect([fault.fault, fault.message]).toEqual([
      'value',
      'Not saved, and nothing was changed: show.json would be larger than 1 MB. Shorten what stands in it.',
    ]);
    expect(await editShowFile(file, { post_raid_seconds: 5 })).toBe(true);
    expect(readShow(file)).toMatchObject({ ok: true });
  });

  it('keeps comments and everything that it does not change, and the old file beside it', async () => {
    const before =
      '{\n\t// mine\n\t"texts": { "Mine": "{{map}}", /* why */ "Tarkov Map": null },\n\t"post_raid_seconds": 3,\n}\n';
    const file = showFile(before);
    await editShowFile(file, { texts: { Mine: 'On {{map}}' }, switch_scenes: false });
    const after = textOf(file);
    expect(after).toContain('// mine');
    expect(after).toContain('/* why */ "Tarkov Map": null');
    expect(readShow(file)).toMatchObject({
      ok: true,
      value: {
        texts: { Mine: 'On {{map}}', 'Tarkov Map': null },
        post_raid_seconds: 3,
        switch_scenes: false,
      },
    });
    expect(textOf(`${file}.bak`)).toBe(before);
    expect(fs.readdirSync(path.dirname(file)).sort()).toEqual(['show.json', 'show.json.bak']);
  });

  it('takes out what is again as built in, and a source of the streamer’s own that is given up', async () => {
    const file = showFile('{ "texts": { "Tarkov Map": "x", "Mine": "y" }, "scenes": { "mia": null } }');
    await editShowFile(file, {
      texts: { 'Tarkov Map': '{{map}}', Mine: null },
      scenes: { mia: 'Tarkov Death' },
    });
    expect(JSON.parse(textOf(file))).toEqual({ texts: {}, scenes: {} });
  });

  it('that changes nothing writes nothing', async () => {
    const file = showFile();
    expect(await editShowFile(file, { texts: { 'Tarkov Map': '{{map}}' }, day_starts_at: '05:00' })).toBe(
      false,
    );
    expect(fs.existsSync(file)).toBe(false);
  });

  it.each([
    [{ texts: { 'Tarkov KD': '{{sesion.kd_ratio}}' } }, 'did you mean {{session.kd_ratio}}'],
    [{ scenes: { loby: 'X' } }, 'loby'],
    [{ post_raid_seconds: -1 }, 'must be from 0 to 3600'],
    [{ day_starts_at: '25:00' }, 'must be a time of day'],
  ])('%j is refused with a sentence, and the file stays', async (edit, words) => {
    const file = showFile('{}');
    const error = await faultOf(editShowFile(file, edit));
    expect(error).toMatchObject({ fault: 'value', message: expect.stringContaining(words) as string });
    expect(textOf(file)).toBe('{}');
  });

  it('into a file with a fault of its own is refused, so that nothing typed by hand is lost', async () => {
    const broken = '{ "texts": { "Tarkov KD": "{{nope}}" } }';
    const file = showFile(broken);
    const error = await faultOf(editShowFile(file, { switch_scenes: false }));
    expect(error).toMatchObject({ fault: 'file', message: expect.stringContaining('line 1') as string });
    expect(textOf(file)).toBe(broken);
  });

  it('that cannot be written says so', async () => {
    const folder = showFile();
    fs.mkdirSync(folder, { recursive: true });
    const error = await faultOf(editShowFile(folder, { switch_scenes: false }));
    expect(error).toMatchObject({
      fault: 'file',
      message: expect.stringContaining('cannot be written') as string,
    });
  });
});
