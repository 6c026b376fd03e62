import type { Metafile } from 'esbuild';

/** The licence of an installed package, as its makers wrote it; without such a file, what its package.json says. */
export function noticeOf(folder: string): string;
/** Writes the licences of the packages whose code a build has put into our own files. */
export function writeNotices(file: string, root: string, metafile: Metafile): void;
