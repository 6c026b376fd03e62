/** The systems that OBS runs on, as people call them, in the order in which pages list them. */
export const PLATFORM_NAMES = { windows: 'Windows', macos: 'macOS', linux: 'Linux' } as const;
export type Platform = keyof typeof PLATFORM_NAMES;
export const PLATFORMS = Object.keys(PLATFORM_NAMES) as readonly Platform[];

/**
 * The scene collection for that system, in the folder `scenes` and as the service serves it.
 * @param look another one than the default.
 */
export function collectionFileName(platform: Platform, look?: string): string {
  return `tarkov-stream.${look === undefined ? '' : `${look}.`}${platform}.json`;
}
