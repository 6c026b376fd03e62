import path from 'node:path';
import type { InForce } from './config/good-copy.js';
import type { ObsStatus } from './obs/obs-status.js';

/** As far as it is asked for here. */
interface ShowFileState {
  faults(): readonly string[];
  inForce(): InForce;
}

/** How OBS stands, and what is wrong with the show file: with a bad one OBS can be connected and still show old texts. */
export function withShowProblem(
  status: ObsStatus,
  show: ShowFileState,
  file: string,
): ObsStatus & { readonly showProblem: string | null } {
  const showProblem = showProblemOf(show, path.basename(file));
  const message = showProblem === null ? status.message : `${showProblem} ${status.message}`;
  return { ...status, message, showProblem };
}

/** A sentence for the lamp; null when the show file is good. */
function showProblemOf(show: ShowFileState, name: string): string | null {
  if (show.faults().length === 0) return null;
  const meanwhile = {
    file: 'OBS shows the last good one',
    copy: `OBS shows the last good copy, ${name}.bak`,
    nothing: 'OBS is left alone until it is mended',
  }[show.inForce()];
  return `${name} has a fault, so ${meanwhile}: ${show.faults().join('; ')}.`;
}
