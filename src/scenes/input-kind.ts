import type { SourceFamily } from './scene-description.js';

/** Kinds without their version; the one that a platform has is the one it uses. */
const UNVERSIONED_KINDS: Readonly<Record<SourceFamily, readonly string[]>> = {
  text: ['text_gdiplus', 'text_ft2_source'],
  color: ['color_source'],
  game_capture: ['game_capture'],
  image: ['image_source'],
};

/**
 * The kind with which to create an input of that family, out of those that this OBS has (`GetInputKindList`): the
 * newest version. Null: this OBS has none.
 */
export function inputKind(family: SourceFamily, kinds: readonly string[]): string | null {
  for (const unversioned of UNVERSIONED_KINDS[family]) {
    const versions = kinds.filter((kind) => kind === unversioned || kind.startsWith(`${unversioned}_v`));
    const [newest] = versions.sort((a, b) => version(b, unversioned) - version(a, unversioned));
    if (newest !== undefined) return newest;
  }
  return null;
}

/** Whether inputs of this kind belong to that family, in whichever version. */
export function isOfFamily(kind: string, family: SourceFamily): boolean {
  return inputKind(family, [kind]) !== null;
}

function version(kind: string, unversioned: string): number {
  return kind === unversioned ? 1 : Number(kind.slice(unversioned.length + 2));
}
