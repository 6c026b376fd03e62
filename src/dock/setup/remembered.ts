import { STEPS, type StepName } from './path.js';

/** What this browser keeps of the path: steps that were seen to work, and steps that the streamer does without. */
export interface Remembered {
  readonly seen: readonly StepName[];
  readonly skipped: readonly StepName[];
}

const PLACE = 'tsp-setup';

/** Nothing where the browser keeps nothing, or what it has is not ours. */
export function readRemembered(): Remembered {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<
      Record<keyof Remembered, unknown>
    >;
    return { seen: stepsIn(kept.seen), skipped: stepsIn(kept.skipped) };
  } catch {
    return { seen: [], skipped: [] };
  }
}

export function keepRemembered(remembered: Remembered): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(remembered));
  } catch {
    // Private windows may refuse; the page then asks once more.
  }
}

/** With these steps among those seen; the same object where they are in it already. */
export function withSeen(remembered: Remembered, steps: ReadonlySet<StepName>): Remembered {
  const added = [...steps].filter((step) => !remembered.seen.includes(step));
  return added.length === 0 ? remembered : { ...remembered, seen: [...remembered.seen, ...added] };
}

function stepsIn(value: unknown): readonly StepName[] {
  return Array.isArray(value) ? STEPS.filter((step) => value.includes(step)) : [];
}
