const KEY = 'recent-weapons';
const MAX_WEAPONS = 12;

/** Weapons typed on this page before, newest first; a convenience that may be gone at any time. */
export function readRecentWeapons(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((name) => typeof name === 'string').slice(0, MAX_WEAPONS)
      : [];
  } catch {
    return [];
  }
}

/** Puts `weapon` first, and gives back the new list. */
export function rememberWeapon(weapons: readonly string[], weapon: string): readonly string[] {
  const next = [weapon, ...weapons.filter((name) => name !== weapon)].slice(0, MAX_WEAPONS);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that stores nothing still counts kills.
  }
  return next;
}
