import { expect } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import type { TestDatabase } from './database.js';

export const START_CUSTOMS: Command = { type: 'start', map_name: 'Customs', character_type: 'pmc' };
export const KILL: Command = { type: 'kill', enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true };
export const UNDO: Command = { type: 'undo' };
export const REDO: Command = { type: 'redo' };

/** What a command rejects with when the rules refuse it. */
export const refusal = (code: string): Error => expect.objectContaining({ name: 'RuleError', code }) as Error;

/** One after the other, ten seconds apart. */
export async function press(db: TestDatabase, ...commands: readonly Command[]): Promise<void> {
  for (const command of commands) {
    await db.execute(command);
    db.pass(10);
  }
}
