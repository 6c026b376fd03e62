import { phaseOfRaid, standingOf, type RaidPhase, type RaidWithCounts } from '../raid/model.js';
import type { ReactionEvent } from '../show/reactions/events.js';
import { holds } from '../show/reactions/conditions.js';
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

/** However it ends, it is one of these or a finer word of one. */
const OUTCOMES = ['survived', 'died', 'mia'] as const;

/** Null: it stays as it is switched, because at one of the raid's ends no reaction of the show switches it back. */
export function heldBy(
  { entry, event, raid }: DueReaction,
  reactions: readonly ReactionEntry[],
  collection: string | null,
): Held | null {
  const own = switchOf(actionOf(entry));
  if (own === null) return null;
  const backs = reactions.filter((other) => {
    const its = switchOf(actionOf(other));
    return own.key === its?.key && own.isOn !== its.isOn;
  });
  const [back] = backs;
  const isAtEachEnd = OUTCOMES.every((outcome) => comesOnOne(backs, outcome, raid));
  if (back === undefined || !isAtEachEnd) return null;
  const endsWhenOver = comesOnOne(backs, 'over', raid);
  const phases = (PHASES_FROM[event] ?? []).filter((phase) => phase !== 'over' || !endsWhenOver);
  return phases.length === 0 ? null : { raidId: raid.raid_id, phases, back, collection };
}

/** Whether one of them would come if the raid, as it is, went on to that. */
function comesOnOne(
  entries: readonly ReactionEntry[],
  event: 'over' | (typeof OUTCOMES)[number],
  raid: RaidWithCounts,
): boolean {
  const then = event === 'over' ? raid : { ...raid, ...standingOf(event) };
  return entries.some(
    (entry) => eventsOf(entry).includes(event) && holds(entry.if ?? {}, { raid: then, kill: null }),
  );
}

export function isOver({ raidId, phases }: Held, raid: RaidWithCounts | null): boolean {
  return raid?.raid_id !== raidId || !phases.includes(phaseOfRaid(raid));
}

/** Whether it can be switched back while this scene collection is open. */
export function isIn({ collection }: Held, open: string | null): boolean {
  return collection === null || collection === open;
}
