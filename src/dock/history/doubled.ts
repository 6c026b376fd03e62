/** A double-click, or a finger that trembles. */
const MOMENT_MS = 400;
/** Forgotten kills of one kind come in twos and threes, so only the answer is waited for. */
const OFTEN_IN_A_ROW = /^add-(?!raid)/;
/** What was typed on meanwhile must not be left behind, so no answer is waited for. */
const SAVES_WHAT_IS_TYPED = 'save-raid';
/** A field that is left, which nobody does twice. */
const FIELD = /^weapon-/;

/**
 * Tells a press that was meant once and came twice.
 * @returns whether this press of the key is such a one; `isWaiting`: the answer to the last one has not come.
 */
export function createDoubled(
  nowMs: () => number = () => performance.now(),
): (key: string, isWaiting: boolean) => boolean {
  const pressedAtMs = new Map<string, number>();
  return (key, isWaiting) => {
    if (FIELD.test(key)) return false;
    const isSoon = nowMs() - (pressedAtMs.get(key) ?? -MOMENT_MS) < MOMENT_MS;
    const isHeld = isWaiting && key !== SAVES_WHAT_IS_TYPED;
    if (isHeld || (isSoon && !OFTEN_IN_A_ROW.test(key))) return true;
    pressedAtMs.set(key, nowMs());
    return false;
  };
}
