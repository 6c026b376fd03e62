import { LinkError, NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import { counted } from '../../lib/counted.js';

/** What setting up did in OBS. */
export interface SetupReport {
  readonly sceneCollection: string | null;
  readonly madeScenes: readonly string[];
  readonly madeSources: readonly string[];
  /** Were there already, and were not touched. */
  readonly presentScenes: readonly string[];
  readonly presentSources: readonly string[];
  /** How many items were put into the place of what an earlier version had there. */
  readonly replacedItems: number;
  /** What could not be made, each with the reason and what to do, as a sentence. */
  readonly notMade: readonly NotMade[];
}

export interface NotMade {
  readonly name: string;
  readonly reason: string;
}

/** Setting up could not be carried through; `message` says what to do. What was made stays, and the next time completes it. */
export class SetupError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
  }
}

/** Where something was done, for the middle of a sentence. */
export function placeWords(sceneCollection: string | null): string {
  return sceneCollection === null ? 'OBS' : `the scene collection "${sceneCollection}"`;
}

/** One plain sentence or two. */
export function setupSentence(report: SetupReport): string {
  const { madeScenes, madeSources, replacedItems, notMade, sceneCollection } = report;
  const place = placeWords(sceneCollection);
  const made = [
    madeScenes.length > 0 && counted(madeScenes.length, 'scene'),
    madeSources.length > 0 && counted(madeSources.length, 'source'),
  ].filter(Boolean);
  const sentences = [
    made.length > 0
      ? `Made ${made.join(' and ')} in ${place}.`
      : replacedItems > 0
        ? `Texts of an earlier version were replaced where they stood in ${place}.`
        : notMade.length === 0
          ? `Everything was there already in ${place}; nothing was changed.`
          : `Nothing was made in ${place}.`,
  ];
  if (made.length > 0 && replacedItems > 0)
    sentences.push('Texts of an earlier version were replaced where they stood.');
  if (notMade.length > 0) sentences.push(...notMade.slice(0, SHOWN).map(({ reason }) => reason));
  if (notMade.length > SHOWN) sentences.push(`${notMade.length - SHOWN} more are listed in the reply.`);
  return sentences.join(' ');
}

const SHOWN = 3;

/** What a broken link or a refusal of OBS means for a set-up; other errors stay what they are. */
export function explained(error: unknown): unknown {
  if (error instanceof LinkError)
    return new SetupError(
      'The connection to OBS broke before everything was made: set up again when OBS is back, and the rest is made.',
      error,
    );
  if (error instanceof RequestRefusedError)
    return new SetupError(
      error.code === NOT_READY
        ? 'OBS is loading its scenes: set up again in a moment.'
        : `OBS refused a step of the set-up (${error.message}): set up again, and the rest is made.`,
      error,
    );
  return error;
}
