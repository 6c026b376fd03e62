import path from 'node:path';
import type { InForce } from '../config/good-copy.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import type { ReactionFault } from '../obs/react/fault.js';
import type { ObsProblem } from '../obs/status/problems.js';
import type { Reactions, ReactionStatus } from './reactions/reactions.js';

/** What else is not as the show wants it, though it is not OBS's. */
type OwnProblem = Omit<ObsProblem, 'code'> & { readonly code: 'show_file' | 'target_silent' };

/** How OBS stands, with our own part in it. */
export type ServiceStatus = Omit<ObsStatus, 'problems'> & {
  readonly problems: readonly (ObsProblem | OwnProblem)[];
  readonly showProblem: string | null;
  /** Each reaction of the show. */
  readonly reactions: readonly ReactionStatus[];
};

/** As far as it is asked for here. */
interface ShowFileState {
  faults(): readonly string[];
  inForce(): InForce;
}

/** How OBS stands, and what is wrong with the show file: with a bad one OBS can be connected and still show old texts. */
export function withShowProblem(
  status: Omit<ServiceStatus, 'showProblem'>,
  show: ShowFileState,
  file: string,
): ServiceStatus {
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

/** How OBS stands, with the reactions of the show: what they do in other programs counts as well. */
export function withReactions(
  status: ObsStatus,
  reactions: Pick<Reactions, 'status' | 'targetFaults'>,
): Omit<ServiceStatus, 'showProblem'> {
  const problems = targetProblems(reactions.targetFaults());
  const [first] = problems;
  const all = { ...status, reactions: reactions.status(), problems: [...status.problems, ...problems] };
  if (first === undefined || status.state !== 'ready') return { ...all, problems: status.problems };
  const message = `${status.message} ${problems.map(({ finding, remedy }) => `${finding} ${remedy}`).join(' ')}`;
  const isCalm = status.lamp.look === 'good' || status.lamp.look === 'note';
  return { ...all, message, ...(isCalm ? { lamp: { look: 'warn', word: first.word } } : {}) };
}

/** One for each target, however many reactions send to it. */
function targetProblems(faults: readonly ReactionFault[]): readonly OwnProblem[] {
  const byFinding = new Map(faults.map((fault) => [fault.finding, fault]));
  return [...byFinding.values()].map(({ names, word, finding, remedy }) => ({
    ...{ names, word, finding, remedy },
    ...{ code: 'target_silent', severity: 'attention', isOfReaction: true },
  }));
}

/** Null when the show file is good. */
function problemOf(show: ShowFileState, name: string): OwnProblem | null {
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
