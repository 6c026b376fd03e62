import type { HistoryState } from '../../raid/press/change.js';
import type { HistoryCommand, IdOrLast } from '../../raid/history/history-command.js';
import type { Kill, Raid } from '../../raid/model.js';
import { lastRaid, openRaid, readKillTimes } from './raids.js';
import { killFromRow, raidFromRow } from '../rows.js';
import type { Reader } from '../store.js';

/** What the rules look at for this correction. */
export async function readHistoryState(reader: Reader, command: HistoryCommand): Promise<HistoryState> {
  const open = await openRaid(reader);
  if (command.type === 'add_raid') return { open, target: null, killTimes: null, kill: null };
  if ('kill_id' in command) {
    const kill = await findKill(reader, command.kill_id);
    const target = kill === null ? null : await findRaid(reader, kill.raid_id);
    return { open, target, killTimes: null, kill };
  }
  const target = await findRaid(reader, command.raid_id);
  const killTimes = target === null ? null : await readKillTimes(reader, target.raid_id);
  return { open, target, killTimes, kill: null };
}

/** The raid of this id; null when there is none. */
export async function findRaid(reader: Reader, id: IdOrLast): Promise<Raid | null> {
  if (id === 'last') return lastRaid(reader);
  const row = await reader.selectFrom('raids').selectAll().where('raid_id', '=', id).executeTakeFirst();
  return row === undefined ? null : raidFromRow(row);
}

async function findKill(reader: Reader, id: IdOrLast): Promise<Kill | null> {
  const query = reader.selectFrom('kills').selectAll();
  const row = await (
    id === 'last' ? query.orderBy('kill_id', 'desc').limit(1) : query.where('kill_id', '=', id)
  ).executeTakeFirst();
  return row === undefined ? null : killFromRow(row);
}
