import type { Command } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import { isOpen } from '../../raid/model.js';
import type { ServiceStatus } from '../../service/show-problem.js';

/**
 * Without OBS there are no viewers, and the other two states pass by themselves, so keys do not mention them. In every
 * other state OBS may be live without showing the raid.
 */
const NOT_WORTH_SAYING: ReadonlySet<string> = new Set(['not_running', 'connecting', 'closing']);

/** Whether a press is one that viewers should see; a new command must say so here. */
const SEEN_BY_VIEWERS: Readonly<Record<Command['type'], boolean>> = {
  start: true,
  matched: true,
  kill: true,
  over: true,
  end: true,
  update: true,
  undo: true,
  redo: true,
  cancel: false,
  add_raid: false,
  edit_raid: false,
  delete_raid: false,
  add_kills: false,
  edit_kill: false,
  delete_kill: false,
  start_session: false,
  end_session: false,
  delete_session: false,
  merge_maps: false,
  move_back: false,
};

/** What keeps viewers from seeing the raid now, in the lamp's own words; null: nothing that is known. */
export function obsNote(obs: ServiceStatus): string | null {
  if (obs.state !== 'ready') return NOT_WORTH_SAYING.has(obs.state) ? null : obs.lamp.word;
  return obs.lamp.look === 'warn' && !isOfReactionsAlone(obs) ? obs.lamp.word : null;
}

/**
 * The same for the reply to a press, which is sent before OBS gets the change: whether viewers will see it.
 * @param obs the status before the press
 */
export function noteOfPress(
  obs: ServiceStatus,
  type: Command['type'],
  { raid }: CommandResult,
): string | null {
  if (!SEEN_BY_VIEWERS[type]) return null;
  const isSeen = type === 'end' || (raid !== null && isOpen(raid.status));
  if (!isSeen) return null;
  const { program } = obs;
  if (program?.hidesRaid === true && type === 'start' && program.leftByStart) return otherThanScene(obs);
  if (program?.hidesRaid === true) return `OBS stays on ${program.scene}`;
  return obsNote(obs);
}

/** Start leaves the scene, so only the other problems count. */
function otherThanScene({ problems }: ServiceStatus): string | null {
  const rest = problems.filter(({ code, severity }) => severity === 'attention' && code !== 'scene_held');
  return rest.find(({ isOfReaction }) => isOfReaction !== true)?.word ?? null;
}

/** That a reaction does not come keeps nobody from seeing the raid. */
function isOfReactionsAlone({ problems }: ServiceStatus): boolean {
  const grave = problems.filter(({ severity }) => severity === 'attention');
  return grave.length > 0 && grave.every(({ isOfReaction }) => isOfReaction === true);
}
