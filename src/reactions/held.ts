import { phaseOfRaid, type RaidPhase, type RaidWithCounts } from '../raid/model.js';
import type { ReactionEvent } from '../show/reactions/events.js';
import { actionOf, eventsOf, type Action, type ReactionEntry } from '../show/reactions/reaction.js';
import type { DueReaction } from './reactions-to.js';

/** Something that a reaction has switched until the raid ends: also when that raid is undone, discarded or replaced. */
export interface Held {
  readonly raidId: number;
  /** It stays while the raid is in one of these. */
  readonly phases: readonly RaidPhase[];
  /** The reaction of the show that switches it back. */
  readonly back: ReactionEntry;
  /** The scene collection in which it is switched; null: not known. */
  readonly collection: string | null;
}

/** What an action switches, and to what; null: nothing that stays. */
export function switchOf({ verb, what }: Action): { readonly key: string; readonly isOn: boolean } | null {
  switch (verb) {
    case 'mute':
      return { key: JSON.stringify([verb, what.input]), isOn: what.muted };
    case 'filter':
      return { key: JSON.stringify([verb, what.source, what.name]), isOn: what.enabled };
    case 'show':
      if (what.for_seconds !== undefined) return null;
      return { key: JSON.stringify([verb, what.source, what.scene ?? null]), isOn: what.visible ?? true };
    case 'save_replay':
    case 'chapter':
    case 'media':
    case 'record':
    case 'send':
      return null;
  }
}

/** The phases of the raid from that event on, before its outcome. */
const PHASES_FROM: Readonly<Partial<Record<ReactionEvent, readonly RaidPhase[]>>> = {
  queuing: ['queuing', 'in_progress', 'over'],
  matched: ['in_progress', 'over'],
  in_progress: ['in_progress', 'over'],
  kill: ['in_progress', 'over'],
  over: ['over'],
};

/** Null: it stays as it is switched, because no reaction of the show switches it back at the raid's end. */
export function heldBy(
  { entry, event, raid }: DueReaction,
  reactions: readonly ReactionEntry[],
  collection: string | null,
): Held | null {
  const own = switchOf(actionOf(entry));
  const back = reactions.find((other) => {
    const its = switchOf(actionOf(other));
    return own?.key === its?.key && own?.isOn !== its?.isOn && isAtEachEnd(other, entry);
  });
  if (own === null || back === undefined) return null;
  const endsWhenOver = eventsOf(back).includes('over');
  const phases = (PHASES_FROM[event] ?? []).filter((phase) => phase !== 'over' || !endsWhenOver);
  return phases.length === 0 ? null : { raidId: raid.raid_id, phases, back, collection };
}

export function isOver({ raidId, phases }: Held, raid: RaidWithCounts | null): boolean {
  return raid?.raid_id !== raidId || !phases.includes(phaseOfRaid(raid));
}

/** Whether it can be switched back while this scene collection is open. */
export function isIn({ collection }: Held, open: string | null): boolean {
  return collection === null || collection === open;
}

/** However the raid ends, and for each raid that the first one is for. */
function isAtEachEnd(back: ReactionEntry, first: ReactionEntry): boolean {
  const on = eventsOf(back);
  const isForAll = back.if === undefined || JSON.stringify(back.if) === JSON.stringify(first.if);
  return isForAll && (['survived', 'died', 'mia'] as const).every((event) => on.includes(event));
}
