import type { Command } from '../press/command.js';
import { canonicalMapName, isBuiltInMap, storedMapName } from '../game/map-names.js';

/** The map that a command names; null when it names none, or one that the program knows by itself. */
export function unknownMapOf(command: Command): string | null {
  const typed = mapNameOf(command);
  if (typed === undefined) return null;
  const name = canonicalMapName(typed);
  return isBuiltInMap(name) ? null : name;
}

/** The command with its map in the spelling in which it was played before. */
export function withStoredMap<T extends Command>(command: T, stored: readonly string[]): T {
  const typed = mapNameOf(command);
  if (typed === undefined) return command;
  const map_name = storedMapName(typed, stored);
  if (command.type === 'add_raid') return { ...command, raid: { ...command.raid, map_name } };
  if (command.type === 'edit_raid') return { ...command, set: { ...command.set, map_name } };
  return { ...command, map_name };
}

function mapNameOf(command: Command): string | undefined {
  if (command.type === 'start' || command.type === 'update') return command.map_name;
  if (command.type === 'add_raid') return command.raid.map_name;
  return command.type === 'edit_raid' ? command.set.map_name : undefined;
}
