/** The way to the first raid on air, in its order. */
export const STEPS = ['connect', 'scenes', 'game', 'lobby', 'drive', 'keys', 'dock', 'phone'] as const;
export type StepName = (typeof STEPS)[number];

/** What the path is made of; null: not known now. */
export interface PathFacts {
  readonly isConnected: boolean;
  /** OBS was looked for, and something is in the way. */
  readonly isConnectionFaulty: boolean;
  readonly hasScenes: boolean | null;
  /** There is something in the scene for the game. */
  readonly hasGame: boolean | null;
  /** A scene of the show is on program. */
  readonly isOnShow: boolean | null;
  /** A raid was played with this program before. */
  readonly hasPlayed: boolean;
  /** What was seen to work, and what the streamer does without. */
  readonly seen: ReadonlySet<StepName>;
  readonly skipped: ReadonlySet<StepName>;
}

/** How a step stands: `next` is the one that leads; `fault`: it leads, and was right before or stands in the way of all. */
export type StepState = 'done' | 'next' | 'fault' | 'open';

/**
 * How each step stands. The first one that is not settled leads. Whoever has played is not asked for what a program cannot
 * see; the phone leads nobody.
 */
export function pathOf(facts: PathFacts): Readonly<Record<StepName, StepState>> {
  const leading = STEPS.find((step) => step !== 'phone' && !isSettled(step, facts));
  const states = STEPS.map((step): readonly [StepName, StepState] => {
    if (step === leading) return [step, isFault(step, facts) ? 'fault' : 'next'];
    return [step, isDone(step, facts) ? 'done' : 'open'];
  });
  return Object.fromEntries(states) as Record<StepName, StepState>;
}

function isDone(step: StepName, { isConnected, hasScenes, hasGame, isOnShow, seen }: PathFacts): boolean {
  switch (step) {
    case 'connect':
      return isConnected;
    case 'scenes':
      return hasScenes === true;
    case 'game':
      return hasGame === true;
    case 'lobby':
      return isOnShow === true;
    case 'drive':
    case 'keys':
    case 'dock':
    case 'phone':
      return seen.has(step);
  }
}

function isSettled(step: StepName, facts: PathFacts): boolean {
  if (isDone(step, facts)) return true;
  switch (step) {
    case 'connect':
      return false;
    case 'scenes':
      return facts.hasScenes === null;
    case 'game':
      return facts.hasPlayed || facts.hasGame === null || facts.skipped.has(step);
    case 'lobby':
      // The scene is changed again and again; once it has worked, the lamp tells of it.
      return facts.hasPlayed || facts.isOnShow === null || facts.seen.has('drive');
    case 'drive':
    case 'keys':
    case 'dock':
    case 'phone':
      return facts.hasPlayed || facts.skipped.has(step);
  }
}

function isFault(step: StepName, { isConnectionFaulty, hasPlayed }: PathFacts): boolean {
  return step === 'connect' ? isConnectionFaulty : step === 'scenes' && hasPlayed;
}
