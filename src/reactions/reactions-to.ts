import type { Command, RaidCommand } from '../raid/press/command.js';
import type { CommandResult } from '../raid/press/command-result.js';
import type { Kill, RaidWithCounts } from '../raid/model.js';
import { holds } from '../show/reactions/conditions.js';
import { isReactionEvent, type ReactionEvent } from '../show/reactions/events.js';
import { eventsOf, type ReactionEntry } from '../show/reactions/reaction.js';
import type { Show } from '../show/show.js';

/** A reaction that a press has caused, with what it is about. */
export interface DueReaction {
  /** Its place in the show's list, from 0. */
  readonly index: number;
  readonly entry: ReactionEntry;
  readonly event: ReactionEvent;
  readonly raid: RaidWithCounts;
  /** Of a kill alone. */
  readonly kill: Kill | null;
}

/** What is played: the others correct it. All that is no press at all corrects rows, or is about sessions. */
const IS_PLAYED: Readonly<Record<RaidCommand['type'], boolean>> = {
  ...{ start: true, matched: true, kill: true, over: true, end: true },
  ...{ update: false, cancel: false },
};
const PLAYED: ReadonlySet<string> = new Set(
  Object.entries(IS_PLAYED).flatMap(([type, is]) => (is ? [type] : [])),
);

/** What a command has caused, in the order of the show; each reaction once, and nothing where it was already so. */
export function reactionsTo(
  command: Pick<Command, 'type'>,
  result: Pick<CommandResult, 'changed' | 'raid' | 'entered' | 'kill'>,
  { reactions }: Pick<Show, 'reactions'>,
): readonly DueReaction[] {
  const { raid } = result;
  if (raid === null) return [];
  const happened = eventsIn(command, result);
  if (happened.length === 0) return [];
  return reactions.flatMap((entry, index): DueReaction[] => {
    const on = eventsOf(entry);
    const killOf = (event: ReactionEvent): Kill | null => (event === 'kill' ? (result.kill ?? null) : null);
    const event = happened.find(
      (name) => on.includes(name) && holds(entry.if ?? {}, { raid, kill: killOf(name) }),
    );
    return event === undefined ? [] : [{ index, entry, event, raid, kill: killOf(event) }];
  });
}

/** The kill that a press has added to the raid that is on; null: it has added none. */
export function pressedKill(
  command: Pick<Command, 'type'>,
  result: Pick<CommandResult, 'changed' | 'raid' | 'entered' | 'kill'>,
): { readonly raid: RaidWithCounts; readonly kill: Kill } | null {
  const { raid, kill } = result;
  if (raid === null || raid.ended_at !== null || kill === undefined) return null;
  return eventsIn(command, result).includes('kill') ? { raid, kill } : null;
}

/** The events of a command, in the order in which they happened: a kill in the queue enters the raid first. */
function eventsIn(
  { type }: Pick<Command, 'type'>,
  { changed, entered }: Pick<CommandResult, 'changed' | 'entered'>,
): readonly ReactionEvent[] {
  if (!changed || !PLAYED.has(type)) return [];
  const events: ReactionEvent[] = [];
  // A match told a second time, with another time, is a correction.
  if (type === 'matched' && entered !== undefined) events.push('matched');
  if (entered !== undefined && isReactionEvent(entered)) events.push(entered);
  if (type === 'kill') events.push('kill');
  return events;
}
