import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { iconFolder } from '../../src/service/icon-folder.js';
import { makeFolder } from '../support/database.js';

const SHIPPED = new URL('../../scenes/icons/', import.meta.url);
const SILENT = { warn: () => undefined };

function folder(): string {
  const made = makeFolder();
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

test('the icons lie beside the database, where an update does not move them; an old one is replaced', () => {
  const place = folder();
  const icons = iconFolder(path.join(place, 'raids.db'), SILENT) ?? '';
  expect(icons).toBe(path.join(place, 'icons'));
  expect(fs.readdirSync(icons).sort()).toEqual(fs.readdirSync(SHIPPED).sort());
  fs.writeFileSync(path.join(icons, 'skull.png'), 'old');
  iconFolder(path.join(place, 'raids.db'), SILENT);
  expect(fs.readFileSync(path.join(icons, 'skull.png'))).toEqual(
    fs.readFileSync(new URL('skull.png', SHIPPED)),
  );
});

test('where they cannot be written, there are none, and the log says so', () => {
  const place = folder();
  fs.writeFileSync(path.join(place, 'icons'), 'a file is in the way');
  const told: string[] = [];
  const log = { warn: (_fields: object, message: string) => void told.push(message) };
  expect(iconFolder(path.join(place, 'raids.db'), log)).toBeUndefined();
  expect(told[0]).toContain('could not be put into');
});
