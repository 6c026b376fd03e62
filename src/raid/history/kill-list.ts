import type { KillFields } from './history-command.js';
import { ENEMIES } from '../game/enemies.js';
import type { Kill } from '../model.js';
import { textFault } from '../short-text.js';
import { findWord, wordFault, type Vocabulary } from '../game/vocabulary.js';

/** Kills of one raid that are stored at once; the most ever seen is far below. */
export const MAX_KILLS_AT_ONCE = 500;

export const KILL_LIST_FAULT = 'must be a list of kills, or a text such as "pmc:M4A1:headshot; 2 scav"';

/** `fault` completes the sentence "kills …". */
export type ParsedKillList =
  | { readonly ok: true; readonly kills: readonly KillFields[] }
  | { readonly ok: false; readonly fault: string };

/** Where it hit. */
const HITS = {
  headshot: { words: 'headshot', aliases: ['head', 'hs'] },
  body: { words: 'body', aliases: [] },
} as const satisfies Vocabulary;

/** `3 scav`, `2x sniper scav`, `pmc:M4A1`, `pmc:M4A1:headshot`, `boss::body`, `pmc:"a ""b"": c; d":body` */
const ENTRY =
  /(?:(\d+)(?:\s*[x×](?=\s)|(?=\s))\s*)?([^:;"\d][^:;"]*)(?::\s*(?:"((?:[^"]|"")*)"\s*|([^:;]*)))?(?::([^:;]*))?(?:;|$)/iy;
const GAP = /[\s;]*/y;

/** Reads `pmc:M4A1:headshot; 2 scav`, as in a key's address or a table's cell. */
export function parseKillList(text: string, max = MAX_KILLS_AT_ONCE): ParsedKillList {
  const kills: KillFields[] = [];
  let at = endOfMatch(GAP, text, 0);
  while (at < text.length) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    const entry = text.slice(at).split(';', 1)[0]?.trim().slice(0, 40) ?? '';
    if (match === null) return { ok: false, fault: `${KILL_LIST_FAULT}; "${entry}" is none of those` };
    const [, count = '1', enemy = '', quoted, bare = '', hit = ''] = match;
    const enemy_type = findWord(ENEMIES, enemy);
    if (enemy_type === null) return refusedWord(entry, wordFault(ENEMIES, enemy));
    const where = hit.trim() === '' ? undefined : findWord(HITS, hit);
    if (where === null) return refusedWord(entry, wordFault(HITS, hit));
    const weapon = quoted?.replaceAll('""', '"') ?? bare.trim();
    const fault = textFault(weapon);
    if (fault !== null) return { ok: false, fault: `must name weapons as short texts: a weapon ${fault}` };
    // Before they are made: a number of many digits is only a number.
    if (kills.length + Number(count) > max) return { ok: false, fault: `must be at most ${max} kills` };
    const kill: KillFields = {
      enemy_type,
      ...(weapon.trim() !== '' && { weapon_used: weapon }),
      ...(where !== undefined && { headshot: where === 'headshot' }),
    };
    kills.push(...Array.from({ length: Number(count) }, () => kill));
    at = endOfMatch(GAP, text, ENTRY.lastIndex);
  }
  return { ok: true, kills };
}

function refusedWord(entry: string, fault: string): ParsedKillList {
  return { ok: false, fault: `${KILL_LIST_FAULT}; "${entry}" is none of those: it ${fault}` };
}

function endOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}

/** The same list written: what `parseKillList` reads back, letter by letter. */
export function formatKillList(kills: readonly Kill[]): string {
  return kills.map(formatKill).join('; ');
}

function formatKill({ enemy_type, weapon_used, headshot }: Kill): string {
  const weapon = weapon_used ?? '';
  const isPlain = !/[:;]|^"|^\s|\s$/.test(weapon);
  const where = headshot === null ? '' : headshot ? 'headshot' : 'body';
  return [enemy_type, isPlain ? weapon : `"${weapon.replaceAll('"', '""')}"`, where]
    .join(':')
    .replace(/:+$/, '');
}
