/** The last part of a path, whichever system it is of: OBS names files with `/` on each. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
