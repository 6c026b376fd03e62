/** A double-click, or a finger that trembles. */
const MOMENT_MS = 400;
/** Forgotten kills of one kind come in twos and threes, so only the answer is waited for. */
const OFTEN_IN_A_ROW = /^add-(?!raid)/;

/** Recognises a doubled press (the same key twice in a moment, no other between), which must do nothing. */
export function createDoubled(nowMs: () => number = () => performance.now()): {
  /** `isWaiting`: the answer to the last press of this key has not come. */
  key(id: string, isWaiting: boolean): boolean;
  /**
   * For saving typed values, which must never be lost: only a press that would send the same again, or nothing, is
   * doubled.
   */
  save(path: string, fields: object): boolean;
} {
  let last = { id: '', sent: '', atMs: -MOMENT_MS };
  function isSoon(id: string, sent: string): boolean {
    const before = last;
    const atMs = nowMs();
    if (id === before.id && [before.sent, '{}'].includes(sent) && atMs - before.atMs < MOMENT_MS) return true;
    last = { id, sent, atMs };
    return false;
  }
  return {
    key: (id, isWaiting) => isWaiting || (isSoon(id, '') && !OFTEN_IN_A_ROW.test(id)),
    save: (path, fields) => isSoon(path, JSON.stringify(fields)),
  };
}
