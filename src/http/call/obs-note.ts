import type { Command } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import { isOpen } from '../../raid/model.js';
import type { ServiceStatus } from '../../service/show-problem.js';

/**
 * Without OBS nobody watches, and in a moment all is well again: neither is worth a word on each key. In every other
 * state OBS may be live while the raid does not reach it.
 */
const NOT_WORTH_SAYING: ReadonlySet<string> = new Set(['not_running', 'connecting', 'closing']);

/** The presses that viewers are to see. */
const SHOWN: ReadonlySet<Command['type']> = new Set([
  'start',
  'matched',
  'kill',
  'end',
  'update',
  'undo',
  'redo',
]);

/** What keeps viewers from seeing the raid now, in the lamp's own words; null: nothing that is known. */
export function obsNote(obs: ServiceStatus): string | null {
  if (obs.state !== 'ready') return NOT_WORTH_SAYING.has(obs.state) ? null : obs.lamp.word;
  return obs.lamp.look === 'warn' && !isOfReactionsAlone(obs) ? obs.lamp.word : null;
}

/**
 * The same for the reply to a press, which is sent before OBS has heard of it: what the press will find there.
 * `obs` is how it stood before.
 */
export function noteOfPress(
  obs: ServiceStatus,
  type: Command['type'],
  { raid }: CommandResult,
): string | null {
  if (!SHOWN.has(type)) return null;
  const isSeen = type === 'end' || (raid !== null && isOpen(raid.status));
  if (!isSeen) return null;
  const { program } = obs;
  if (program?.hidesRaid === true && type === 'start' && program.leftByStart) return otherThanScene(obs);
  if (program?.hidesRaid === true) return `OBS stays on ${program.scene}`;
  return obsNote(obs);
}

/** The start key leads away from the scene, so that it is no matter then. */
function otherThanScene({ problems }: ServiceStatus): string | null {
  const rest = problems.filter(({ code, severity }) => severity === 'attention' && code !== 'scene_held');
  return rest.find(({ isOfReaction }) => isOfReaction !== true)?.word ?? null;
}

/** That a reaction does not come keeps nobody from seeing the raid. */
function isOfReactionsAlone({ problems }: ServiceStatus): boolean {
  const grave = problems.filter(({ severity }) => severity === 'attention');
  return grave.length > 0 && grave.every(({ isOfReaction }) => isOfReaction === true);
}
