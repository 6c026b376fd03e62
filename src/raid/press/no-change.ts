import type { Decision } from './change.js';
import type { Raid } from '../model.js';

/** It is already so: nothing is stored. */
export function noChange(raid: Raid, message: string): Decision {
  return { changes: [], message, step: '', raidId: raid.raid_id };
}
