import type { KillFields } from './history-command.js';
import { ENEMY_TYPES, type EnemyType, type Kill } from './model.js';

/** Kills of one raid that are stored at once; the most ever seen is far below. */
export const MAX_KILLS_AT_ONCE = 500;

/** `3 scav`, `pmc:M4A1`, `pmc:M4A1:headshot`, `boss::body` */
const ENTRY = new RegExp(
  `^(?:(\\d{1,3}) +)?(${ENEMY_TYPES.join('|')})(?::([^:]*))?(?::(headshot|body)?)?$`,
  'i',
);

/** Reads `pmc:M4A1:headshot; 2 scav`, as in a key's address or a table's cell; null when it is no such list. */
export function parseKillList(text: string): readonly KillFields[] | null {
  const kills: KillFields[] = [];
  for (const entry of text.split(';').map((part) => part.trim())) {
    if (entry === '') continue;
    const match = ENTRY.exec(entry);
    if (match === null) return null;
    const [, count = '1', enemy = '', weapon = '', where] = match;
    const kill: KillFields = {
      enemy_type: enemy.toLowerCase() as EnemyType,
      ...(weapon.trim() !== '' && { weapon_used: weapon.trim().slice(0, 64) }),
      ...(where !== undefined && { headshot: where.toLowerCase() === 'headshot' }),
    };
    kills.push(...Array.from({ length: Number(count) }, () => kill));
  }
  return kills.length <= MAX_KILLS_AT_ONCE ? kills : null;
}

/** The same list written: what `parseKillList` reads back. */
export function formatKillList(kills: readonly Kill[]): string {
  return kills.map(formatKill).join('; ');
}

function formatKill({ enemy_type, weapon_used, headshot }: Kill): string {
  const weapon = weapon_used?.replaceAll(/[:;]/g, ' ') ?? '';
  const where = headshot === null ? '' : headshot ? 'headshot' : 'body';
  return [enemy_type, weapon, where].join(':').replace(/:+$/, '');
}
