import path from 'node:path';
import type { InForce } from '../config/good-copy.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import type { ObsProblem } from '../obs/status/problems.js';

/** One more thing that keeps viewers from seeing the raid, though it is not OBS's. */
type ShowFileProblem = Omit<ObsProblem, 'code'> & { readonly code: 'show_file' };

/** How OBS stands, with our own part in it. */
export type ServiceStatus = Omit<ObsStatus, 'problems'> & {
  readonly problems: readonly (ObsProblem | ShowFileProblem)[];
  readonly showProblem: string | null;
};

/** As far as it is asked for here. */
interface ShowFileState {
  faults(): readonly string[];
  inForce(): InForce;
}

/** How OBS stands, and what is wrong with the show file: with a bad one OBS can be connected and still show old texts. */
export function withShowProblem(status: ObsStatus, show: ShowFileState, file: string): ServiceStatus {
  const problem = problemOf(show, path.basename(file));
  if (problem === null) return { ...status, showProblem: null };
  const showProblem = `${problem.finding} ${problem.remedy}`;
  return {
    ...status,
    showProblem,
    message: `${showProblem} ${status.message}`,
    ...(status.state === 'ready'
      ? { lamp: { look: 'warn', word: problem.word }, problems: [problem, ...status.problems] }
      : {}),
  };
}

/** Null when the show file is good. */
function problemOf(show: ShowFileState, name: string): ShowFileProblem | null {
  if (show.faults().length === 0) return null;
  const meanwhile = {
    file: 'OBS shows the last good one',
    copy: `OBS shows the last good copy, ${name}.bak`,
    nothing: 'OBS is left alone',
  }[show.inForce()];
  return {
    code: 'show_file',
    severity: 'attention',
    names: [name],
    word: `${name} has a fault`,
    finding: `${name} has a fault, so ${meanwhile}: ${show.faults().join('; ')}.`,
    remedy: 'Mend the file, or change anything in Set-up to write it anew.',
  };
}
