// Plain JavaScript, because it runs before anything is built.
import fs from 'node:fs';
import path from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/**
 * The licence of an installed package, as its makers wrote it; without such a file, what its package.json says.
 * @param {string} folder
 * @returns {string}
 */
export function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = fs.readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const by = typeof author === 'string' ? author : (author?.name ?? `the makers of ${name}`);
  const texts = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length === 0) texts.push(`Licence: ${license}. Copyright: ${by}.`);
  return [`${name} ${version}`, ...texts].join('\n\n').replaceAll('\r\n', '\n') + '\n';
}

/**
 * Writes the licences of the packages whose code a build has put into our own files.
 * @param {string} file
 * @param {string} root the folder from which the build names its files.
 * @param {import('esbuild').Metafile} metafile
 */
export function writeNotices(file, root, metafile) {
  const folders = Object.keys(metafile.inputs).flatMap((input) => {
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    return found === undefined ? [] : [found];
  });
  const notices = [...new Set(folders)].sort().map((folder) => noticeOf(path.join(root, folder)));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, notices.join(`\n${'-'.repeat(80)}\n\n`));
}
