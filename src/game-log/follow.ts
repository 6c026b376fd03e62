import type { CharacterType } from '../raid/model.js';
import type { GameLogCommand } from './command.js';
import type { GameLogEvent, Meaning } from './event.js';
import { remember, type GameLogState, type LoggedQueue, type LoggedRaid } from './state.js';

/** Where the game stands now, and what that means for the raid. */
export interface Followed {
  readonly state: GameLogState;
  readonly commands: readonly GameLogCommand[];
}

type EventOf<Type extends Meaning['type']> = Extract<Meaning, { type: Type }>;

/**
 * The whole table: what an event of the log does. Pure. The order of the events counts, and no time. An event that does
 * not fit does nothing.
 */
export function follow(state: GameLogState, event: GameLogEvent): Followed {
  switch (event.type) {
    case 'launch':
      return followLaunch(state);
    case 'mode':
      return { state: { ...state, mode: event.mode }, commands: [] };
    case 'profile':
      return followProfile(state, event);
    case 'group':
      return followGroup(state, event);
    case 'queue':
      return followQueue(state);
    case 'map':
      return followMap(state, event);
    case 'waited':
      return followWaited(state);
    case 'matched':
      return followMatched(state, event);
    case 'started':
      return followStarted(state);
    case 'cancelled':
      return followCancelled(state);
    case 'over':
      return followOver(state, event);
    case 'connected':
      return { state: withRaid(state, { isConnectionLost: false }), commands: [] };
    case 'connection_lost':
      return { state: withRaid(state, { isConnectionLost: true }), commands: [] };
    case 'disconnected':
      return endIfLeft(state);
  }
}

/** All of them in their order. */
export function followAll(state: GameLogState, events: readonly GameLogEvent[]): Followed {
  const commands: GameLogCommand[] = [];
  for (const event of events) {
    const followed = follow(state, event);
    state = followed.state;
    commands.push(...followed.commands);
  }
  return { state, commands };
}

/** A raid outlives the game that began it, because it can be joined again after a crash; a queue does not. */
function followLaunch(state: GameLogState): Followed {
  const dropped = dropQueue(state);
  return {
    state: {
      ...withRaid(dropped.state, { isStarted: false, isOfThisLaunch: false, isConnectionLost: false }),
      ...{ mode: null, signedIn: null, group: null, loadedMap: null },
      lastRaid: dropped.state.lastRaid && { ...dropped.state.lastRaid, isOfThisLaunch: false },
    },
    commands: dropped.commands,
  };
}

function followProfile(state: GameLogState, { profileId }: EventOf<'profile'>): Followed {
  const left = endIfLeft(state);
  const { raid, queue } = left.state;
  const isInMenu = queue === null && (raid === null || !raid.isOfThisLaunch);
  return isInMenu ? { ...left, state: { ...left.state, signedIn: profileId ?? left.state.signedIn } } : left;
}

function followGroup(state: GameLogState, event: EventOf<'group'>): Followed {
  const { mapName, character, eventId } = event;
  if (eventId !== null && state.knownEvents.includes(eventId)) return { state, commands: [] };
  const isInLobby = state.queue === null && state.raid === null;
  return {
    state: { ...state, group: { mapName, character }, knownEvents: remember(state.knownEvents, eventId) },
    commands: isInLobby ? [{ type: 'choose', ...chosen(mapName, character) }] : [],
  };
}

/** The start waits for the map, which is written a second later. */
function followQueue(state: GameLogState): Followed {
  const { raid } = state;
  const queue: LoggedQueue = {
    mapName: null,
    isTold: state.queue?.isTold ?? false,
    isOld: false,
  };
  const begun: GameLogState = { ...state, queue, loadedMap: null };
  return raid === null || canStillBeOn(raid) ? { state: begun, commands: [] } : ended(begun);
}

/**
 * Whether a raid may be joined again while a queue seems to begin: it was left by a crash or a lost connection. Without
 * an id only the game that began it has it.
 */
function canStillBeOn(raid: LoggedRaid): boolean {
  if (raid.raidId === null) return false;
  return !raid.isOfThisLaunch || raid.isConnectionLost;
}

function followMap(state: GameLogState, { mapName }: EventOf<'map'>): Followed {
  const { queue, raid } = state;
  if (raid !== null && isOtherMap(raid, mapName) && (queue !== null || raid.isStarted)) {
    const left = ended(state);
    return followed(left, (after) => followMap(after, { type: 'map', mapName }));
  }
  if (queue === null) {
    return { state: raid === null ? { ...state, loadedMap: mapName } : state, commands: [] };
  }
  const loading: GameLogState = { ...state, queue: { ...queue, mapName } };
  if (raid !== null) return { state: loading, commands: [] };
  if (!queue.isTold)
    return mayBeLeftRaid(state, mapName) ? { state: loading, commands: [] } : startQueue(loading);
  const isNews = mapName !== null && mapName !== queue.mapName;
  return { state: loading, commands: isNews ? [{ type: 'correct', map_name: mapName }] : [] };
}

/**
 * Whether a raid that was left, and that nobody has said to be over, is joined again when the game loads this map after a
 * new start.
 */
function mayBeLeftRaid({ lastRaid }: GameLogState, mapName: string | null): boolean {
  if (lastRaid === null || lastRaid.raidId === null) return false;
  if (lastRaid.isOverForGood || lastRaid.isOfThisLaunch) return false;
  return mapName === null || lastRaid.mapNames.includes(mapName);
}

function onAgain(state: GameLogState, raid: LoggedRaid, isStarted: boolean): Followed {
  const again: LoggedRaid = { ...raid, isStarted, isOfThisLaunch: true, isConnectionLost: false };
  return {
    state: { ...state, raid: again, lastRaid: null, queue: null, loadedMap: null },
    commands: [{ type: 'on_again' }],
  };
}

/** Another raid is begun, so that the one before cannot be on. */
function withLastForGood(state: GameLogState): GameLogState {
  return { ...state, lastRaid: state.lastRaid && { ...state.lastRaid, isOverForGood: true } };
}

function isOtherMap({ mapNames }: LoggedRaid, mapName: string | null): boolean {
  return mapName !== null && mapNames.length > 0 && !mapNames.includes(mapName);
}

/** The map of the queue has not come: the queue is on, whatever its map. */
function followWaited(state: GameLogState): Followed {
  const { queue, raid } = state;
  return queue === null || queue.isTold || queue.isOld || raid !== null || mayBeLeftRaid(state, queue.mapName)
    ? { state, commands: [] }
    : startQueue(state);
}

function startQueue(state: GameLogState): Followed {
  const { queue } = state;
  if (queue === null) return { state, commands: [] };
  const group = groupFor(state, queue.mapName);
  const mapName = queue.mapName ?? group?.mapName ?? null;
  return {
    state: { ...withLastForGood(state), queue: { ...queue, mapName, isTold: true }, group: null },
    commands: [startOf(state, mapName, group?.character ?? null)],
  };
}

/** What the group has chosen, unless the map shows that this is not the raid of the group. */
function groupFor({ group }: GameLogState, mapName: string | null): GameLogState['group'] {
  const isOther = group !== null && group.mapName !== null && mapName !== null && group.mapName !== mapName;
  return isOther ? null : group;
}

function startOf(
  { mode }: GameLogState,
  mapName: string | null,
  character: CharacterType | null,
): GameLogCommand {
  return { type: 'start', ...chosen(mapName, character), ...(mode !== null && { game_mode: mode }) };
}

function followMatched(state: GameLogState, event: EventOf<'matched'>): Followed {
  const { raid } = state;
  if (raid !== null && raid.raidId === event.raidId) return matchedAgain(state, raid, event);
  const { lastRaid, queue } = state;
  const isLeftRaid = lastRaid?.raidId === event.raidId && !lastRaid.isOverForGood;
  if (raid === null && isLeftRaid && queue?.isTold !== true) return onAgain(state, lastRaid, false);
  // Over, and joined again or written again: no new raid, and no new queue for one.
  if (state.knownRaids.includes(event.raidId)) return dropQueue({ ...state, loadedMap: null });
  if (raid !== null && raid.raidId === null && state.queue === null) {
    // It was joined again, or taken for a raid without an id; now it has a name.
    const named = withRaid(state, { raidId: event.raidId });
    return matchedAgain(
      { ...named, knownRaids: remember(state.knownRaids, event.raidId) },
      named.raid,
      event,
    );
  }
  return followed(raid === null ? { state, commands: [] } : ended(state), (after) =>
    beginRaid(after, event.raidId, event.mapName, event.profileId),
  );
}

/** Written in several files, each with a part of it; and again when the raid is joined again. */
function matchedAgain(state: GameLogState, raid: LoggedRaid | null, event: EventOf<'matched'>): Followed {
  if (raid === null) return { state, commands: [] };
  const profileId = raid.profileId ?? event.profileId;
  const mapName = event.mapName !== null && raid.mapNames.length === 0 ? event.mapName : null;
  const character = raid.profileId === null ? characterOf(state, profileId) : null;
  return {
    state: {
      ...withRaid(state, {
        profileId,
        mapNames: withMap(raid.mapNames, event.mapName),
        isOfThisLaunch: true,
      }),
      queue: null,
    },
    commands: correction(mapName, character),
  };
}

function followStarted(state: GameLogState): Followed {
  const { queue, raid, loadedMap } = state;
  if (raid !== null) {
    const started = withRaid(state, { isStarted: true, isOfThisLaunch: true, isConnectionLost: false });
    return { state: { ...started, queue: null }, commands: [] };
  }
  // The hideout starts, too, and has no map.
  if (queue === null && loadedMap === null) return { state, commands: [] };
  const { lastRaid } = state;
  if (lastRaid !== null && queue?.isTold !== true && mayBeLeftRaid(state, queue?.mapName ?? loadedMap))
    return onAgain(state, lastRaid, true);
  const begun = beginRaid(state, null, queue?.mapName ?? loadedMap, null);
  return { ...begun, state: withRaid(begun.state, { isStarted: true }) };
}

/** In the raid: from the queue, or at once where none was seen. */
function beginRaid(
  state: GameLogState,
  raidId: string | null,
  location: string | null,
  profileId: string | null,
): Followed {
  const { queue, loadedMap } = state;
  const character = characterOf(state, profileId);
  const scene = queue?.mapName ?? loadedMap;
  const group = groupFor(state, location ?? scene);
  const mapName = location ?? scene ?? group?.mapName ?? null;
  const isTold = queue?.isTold === true;
  const toldFirst = isTold
    ? correction(mapName === queue.mapName ? null : mapName, character)
    : [startOf(state, mapName, character ?? group?.character ?? null)];
  return {
    state: {
      ...withLastForGood(state),
      ...{ queue: null, loadedMap: null, group: null },
      raid: {
        ...{ raidId, profileId, mapNames: withMap(withMap([], scene), location) },
        ...{ isStarted: false, isOfThisLaunch: true, isConnectionLost: false, isOverForGood: false },
      },
      knownRaids: remember(state.knownRaids, raidId),
    },
    commands: [...toldFirst, { type: 'matched' }],
  };
}

function followCancelled(state: GameLogState): Followed {
  const { queue, raid } = state;
  if (queue !== null) return dropQueue(state);
  if (raid === null) return { state: { ...state, loadedMap: null }, commands: [] };
  if (raid.isStarted || !raid.isOfThisLaunch) return { state, commands: [] };
  // Matched and not begun: if the same match comes after all, it is a new one to us.
  const knownRaids = state.knownRaids.filter((known) => known !== raid.raidId);
  return { state: { ...state, raid: null, knownRaids, lastEnded: 'queue' }, commands: [{ type: 'cancel' }] };
}

function dropQueue(state: GameLogState): Followed {
  const { queue } = state;
  if (queue === null) return { state, commands: [] };
  return {
    state: { ...state, queue: null, group: null, lastEnded: 'queue' },
    commands: queue.isTold ? [{ type: 'cancel' }] : [],
  };
}

/** The only line that tells which raid is over. A late one, of a raid that has long been followed by others, is not ours. */
function followOver(state: GameLogState, event: EventOf<'over'>): Followed {
  const { raid, lastRaid, knownRaids } = state;
  const { raidId } = event;
  const known: GameLogState = { ...state, knownRaids: remember(knownRaids, raidId) };
  if (raid !== null && (raid.raidId === raidId || (raid.raidId === null && !knownRaids.includes(raidId)))) {
    const left = ended(withRaid(known, { raidId, isOverForGood: true }));
    return { ...left, commands: [...scavIfTransfer(state, raid, event), ...left.commands] };
  }
  if (lastRaid?.raidId !== raidId) return { state: known, commands: [] };
  const isLast = raid === null && state.queue === null;
  return { state: withLastForGood(known), commands: isLast ? scavIfTransfer(state, lastRaid, event) : [] };
}

/** A transfer is what the end of a scav's raid says; where the profiles say that it was the PMC, nothing is said. */
function scavIfTransfer(
  state: GameLogState,
  { profileId }: LoggedRaid,
  { isTransfer }: EventOf<'over'>,
): readonly GameLogCommand[] {
  return isTransfer && characterOf(state, profileId) === null ? correction(null, 'scav') : [];
}

/** Out of the raid, as the game's own lines have it; not when the connection was lost, because one can join again. */
function endIfLeft(state: GameLogState): Followed {
  const { raid } = state;
  const isLeft = raid !== null && raid.isStarted && !raid.isConnectionLost;
  return isLeft ? ended(state) : { state, commands: [] };
}

function ended(state: GameLogState): Followed {
  return {
    state: { ...state, raid: null, lastRaid: state.raid, lastEnded: 'raid' },
    commands: [{ type: 'over' }],
  };
}

/** A scav has a profile of its own; unknown as long as one of both is. */
export function characterOf({ signedIn }: GameLogState, profileId: string | null): CharacterType | null {
  if (signedIn === null || profileId === null) return null;
  return profileId === signedIn ? 'pmc' : 'scav';
}

function chosen(mapName: string | null, character: CharacterType | null) {
  return {
    ...(mapName !== null && { map_name: mapName }),
    ...(character !== null && { character_type: character }),
  };
}

export function correction(
  mapName: string | null,
  character: CharacterType | null,
): readonly GameLogCommand[] {
  return mapName === null && character === null ? [] : [{ type: 'correct', ...chosen(mapName, character) }];
}

function withRaid(state: GameLogState, set: Partial<LoggedRaid>): GameLogState {
  return state.raid === null ? state : { ...state, raid: { ...state.raid, ...set } };
}

function withMap(names: readonly string[], name: string | null): readonly string[] {
  return name === null || names.includes(name) ? names : [...names, name];
}

function followed(first: Followed, next: (state: GameLogState) => Followed): Followed {
  const second = next(first.state);
  return { state: second.state, commands: [...first.commands, ...second.commands] };
}
