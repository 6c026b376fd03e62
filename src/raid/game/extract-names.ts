import { extractsOf } from './extracts.js';
import { fold } from './fold.js';

/** `(Co-op)` and `(Flare)` say how; other words in brackets are a name of their own, `(ZB-1012)`. */
const BRACKETS = /\s*\(([^)]*)\)/;
const NO_NAME = /^(?:co-?op|flare)$/i;

/**
 * What the game calls the extract of this map, however it is spelled; any other text is kept as typed, because patches
 * add extracts. Null for none.
 */
export function canonicalExtract(mapName: string, typed: string | null): string | null {
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  const known = [...extractsOf(mapName, 'pmc'), ...extractsOf(mapName, 'scav')];
  const wanted = fold(text);
  const found =
    known.find((name) => fold(name) === wanted) ??
    known.find((name) => spellingsOf(name).some((spelling) => fold(spelling) === wanted));
  return found ?? text;
}

function spellingsOf(name: string): readonly string[] {
  const inside = BRACKETS.exec(name)?.[1];
  if (inside === undefined) return [];
  return [name.replace(BRACKETS, ''), ...(NO_NAME.test(inside) ? [] : [inside])];
}
