/**
 * A name with everything left out that people and programs write differently: case, blanks, dashes, quotes, accents.
 * `Streets of Tarkov`, `streets-of-tarkov` and `"TarkovStreets"` differ in their letters alone then. Control
 * characters stay, so that a text of two lines is no known name.
 */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}\p{Cc}]/gu, '')
    .toLowerCase();
}
