import type { Standing } from '../../game-log/beside-presses.js';
import type { FoundStanding } from '../../game-log/take-up.js';
import type { EditRaidCommand } from '../../raid/history/history-command.js';
import type { RaidCommand } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import { RAID_DEFAULTS } from '../../raid/press/raid-defaults.js';
import { RuleError } from '../../raid/rule-error.js';
import { readIsCancelled, readIsPressed } from '../../store/journal/journal.js';
import { readNextRaid, readOpenAndLast, readRaid } from '../../store/query/raids.js';
import type { Reader } from '../../store/store.js';
import { decideAndStore, tell, type ExecuteParts } from '../execute.js';

/** What came of something that the log said. */
export interface LogDone {
  readonly before: Standing;
  readonly after: Standing;
  /** Null: nothing was to be done, or the rules have refused it. */
  readonly result: CommandResult | null;
}

export interface FromLog {
  readonly isStart: boolean;
  /** It happened a while ago, so that no reaction comes of it. */
  readonly isLate: boolean;
  /** What is to be done as things stand; asked inside the transaction, so that no press comes in between. */
  readonly choose: (standing: Standing) => RaidCommand | EditRaidCommand | null;
}

/** Does what the log says, beside the presses and by the same rules. */
export type ExecuteFromLog = (said: FromLog) => Promise<LogDone>;

/** Rejects with StorageError when the database cannot; nothing was done then. */
export function createExecuteFromLog(parts: ExecuteParts): ExecuteFromLog {
  const { store, now, rules = () => RAID_DEFAULTS, beforePress, onDone } = parts;
  return async ({ isStart, isLate, choose }) => {
    let before = null as Standing | null;
    await beforePress?.(isStart);
    try {
      const { done, command } = await store.transact(async (writer) => {
        const standing = await readStanding(writer);
        before = standing;
        const chosen = choose(standing);
        if (chosen === null)
          return { done: { before: standing, after: standing, result: null }, command: null };
        const whole = chosen.type === 'start' ? await withDefaults(writer, chosen) : chosen;
        const result = await decideAndStore(writer, whole, rules(), now(), 'game_log');
        return { done: { before: standing, after: await readStanding(writer), result }, command: whole };
      });
      if (command !== null && !isLate) tell(onDone, command, done.result);
      return done;
    } catch (error) {
      if (!(error instanceof RuleError) || before === null) throw error;
      return { before, after: before, result: null };
    }
  };
}

async function readStanding(reader: Reader): Promise<Standing> {
  const { open } = await readOpenAndLast(reader);
  return {
    open: open === null ? null : await readRaid(reader, open.raid_id),
    next: await readNextRaid(reader),
  };
}

export async function readFoundStanding(reader: Reader): Promise<FoundStanding> {
  const standing = await readStanding(reader);
  const { open } = standing;
  return {
    ...standing,
    isPressed: open !== null && (await readIsPressed(reader, open.raid_id)),
    isCancelled: open === null && (await readIsCancelled(reader)),
  };
}

/** Before the first raid nobody has said what the log may not know. */
async function withDefaults(
  reader: Reader,
  command: Extract<RaidCommand, { type: 'start' }>,
): Promise<RaidCommand> {
  const { last } = await readOpenAndLast(reader);
  return last === null ? { ...FIRST_RAID, ...(await chosenOf(reader)), ...command } : command;
}

const FIRST_RAID = { character_type: 'pmc', map_name: 'Unknown map' } as const;

async function chosenOf(reader: Reader): Promise<Partial<RaidCommand>> {
  const { map_name, character_type } = await readNextRaid(reader);
  return { ...(map_name !== null && { map_name }), ...(character_type !== null && { character_type }) };
}
