import type { GameLogCommand } from './command.js';
import { isOver, NOTHING_CHOSEN, secondsBetween, type NextRaid, type RaidWithCounts } from '../raid/model.js';
import type { EditRaidCommand } from '../raid/history/history-command.js';
import type { RaidCommand } from '../raid/press/command.js';

/** What the log has done itself. All else in a raid comes from a press, and stays. */
export interface LogHand {
  /** The raid of ours that the game is in, as far as its log has said. */
  readonly raidId: number | null;
  /** The log has put it into the queue, and nobody else. */
  readonly hasStarted: boolean;
  readonly hasMatched: boolean;
  /** The log has stopped its clock, and nobody else. */
  readonly hasEnded: boolean;
  /** How the log has left the raid; what is otherwise by now was corrected by a press. */
  readonly left: NextRaid;
  /** What the log has chosen for the next raid. */
  readonly chosen: NextRaid;
}

export const NOTHING_DONE: LogHand = {
  raidId: null,
  hasStarted: false,
  hasMatched: false,
  hasEnded: false,
  left: NOTHING_CHOSEN,
  chosen: NOTHING_CHOSEN,
};

/** How things stand when the log says something. */
export interface Standing {
  readonly open: RaidWithCounts | null;
  readonly next: NextRaid;
}

type Chosen = Extract<GameLogCommand, { type: 'correct' | 'choose' }>;

/**
 * The press that does what the log says, or null where a press has said otherwise: a press always wins, whichever came
 * first, and the log takes nothing back that a press has done. The rules can still refuse it; then they are right.
 */
export function besidePresses(
  hand: LogHand,
  command: GameLogCommand,
  standing: Standing,
): RaidCommand | EditRaidCommand | null {
  const { open, next } = standing;
  switch (command.type) {
    case 'start':
      return command;
    case 'matched':
      // What the streamer has cancelled stays cancelled.
      return open?.status === 'queuing' ? command : null;
    case 'over':
      return isOurs(hand, open) && open.status === 'in_progress' && !isOver(open) ? command : null;
    case 'on_again':
      return isOurs(hand, open) && hand.hasEnded && isOver(open)
        ? { type: 'edit_raid', raid_id: open.raid_id, set: { over_at: null } }
        : null;
    case 'cancel':
      return isOurs(hand, open) && isAllByLog(hand, open) ? command : null;
    case 'correct':
      return isOurs(hand, open) && hand.hasStarted ? update(command, open, hand.left) : null;
    case 'choose':
      return open === null ? update(command, next, hand.chosen) : null;
  }
}

/** A raid that is on as short as this may be the one that the log tells of now. */
const SURELY_ANOTHER_AFTER_SECONDS = 120;

/** Whether a raid is open that must be over when the game begins another queue: its end was never pressed. */
export function isLeftBehind({ open }: Standing, now: Date): boolean {
  if (open === null || open.status !== 'in_progress' || isOver(open)) return false;
  return secondsBetween(open.matched_at ?? open.started_at, now) >= SURELY_ANOTHER_AFTER_SECONDS;
}

function isOurs({ raidId }: LogHand, open: RaidWithCounts | null): open is RaidWithCounts {
  return open !== null && open.raid_id === raidId;
}

/** Nobody has pressed anything in it, so that it can be removed. */
function isAllByLog({ hasStarted, hasMatched, left }: LogHand, open: RaidWithCounts): boolean {
  const isAsLeft =
    open.map_name === left.map_name &&
    open.character_type === left.character_type &&
    open.game_mode === left.game_mode;
  const isMatchedByLog = open.status === 'queuing' || hasMatched;
  return hasStarted && isMatchedByLog && isAsLeft && open.kill_count === 0 && !isOver(open);
}

/** Only of what nobody has said, or the log itself. */
function update(
  { map_name, character_type }: Chosen,
  now: Partial<NextRaid>,
  own: NextRaid,
): RaidCommand | null {
  const set = {
    ...(map_name !== undefined && isFree(now.map_name, own.map_name) && { map_name }),
    ...(character_type !== undefined && isFree(now.character_type, own.character_type) && { character_type }),
  };
  return Object.keys(set).length === 0 ? null : { type: 'update', ...set };
}

function isFree<T>(now: T | null | undefined, own: T | null): boolean {
  return now === null || now === undefined || now === own;
}

/**
 * What the log has done now.
 * @param before how things stood when the log said it.
 * @param after how they stand since.
 * @param hasChanged false: nothing was done, because it was so already, a press has said otherwise, or it was refused.
 */
export function afterCommand(
  hand: LogHand,
  command: GameLogCommand,
  {
    before,
    after,
    hasChanged,
  }: { readonly before: Standing; readonly after: Standing; readonly hasChanged: boolean },
): LogHand {
  const { open } = after;
  switch (command.type) {
    case 'start': {
      const isBegun = hasChanged && open !== null && open.raid_id !== before.open?.raid_id;
      // Pressed before: the raid is that of the game, and what a press has said of it stays.
      const raidId = isBegun || open?.status === 'queuing' ? open.raid_id : null;
      return {
        ...NOTHING_DONE,
        raidId,
        hasStarted: isBegun,
        left: isBegun ? leftAs(open) : NOTHING_DONE.left,
      };
    }
    case 'matched': {
      if (open === null || isOver(open)) return NOTHING_DONE;
      const isSame = open.raid_id === hand.raidId;
      return { ...(isSame ? hand : { ...NOTHING_DONE, raidId: open.raid_id }), hasMatched: hasChanged };
    }
    case 'correct':
      return hasChanged && open !== null ? { ...hand, left: changedIn(hand.left, before.open, open) } : hand;
    case 'choose':
      return hasChanged ? { ...hand, chosen: changedIn(hand.chosen, before.next, after.next) } : hand;
    case 'over':
      return hasChanged ? { ...hand, hasEnded: true } : hand;
    case 'on_again':
      return { ...hand, hasEnded: false };
    case 'cancel':
      return hasChanged ? NOTHING_DONE : hand;
  }
}

export function leftAs({ map_name, character_type, game_mode }: NextRaid): NextRaid {
  return { map_name, character_type, game_mode };
}

/** What the log has left, with what it has changed now. */
function changedIn(own: NextRaid, before: NextRaid | null, after: NextRaid): NextRaid {
  return {
    map_name: before?.map_name === after.map_name ? own.map_name : after.map_name,
    character_type:
      before?.character_type === after.character_type ? own.character_type : after.character_type,
    game_mode: before?.game_mode === after.game_mode ? own.game_mode : after.game_mode,
  };
}
