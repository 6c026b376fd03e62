import type { Said } from './said.js';
import type { SnapshotJson } from '../../client/wire.js';

/** A press that got no answer. */
export interface LostPress {
  readonly path: string;
  /** The newest snapshot when it was pressed; null: there was none, or another press has counted since. */
  readonly before: SnapshotJson | null;
}

/** The presses of a page that got no answer, until it is known what became of them. */
export interface LostPresses {
  add(press: LostPress): void;
  /** A press was answered, so a later change need not come from the one without an answer. */
  overtaken(): void;
  /** What to say now that a snapshot has come; null when every press was answered. */
  settle(snapshot: SnapshotJson): Said | null;
}

export function createLostPresses(): LostPresses {
  let lost: readonly LostPress[] = [];
  return {
    add(press) {
      lost = [...lost, press];
    },
    overtaken() {
      lost = lost.map(({ path }) => ({ path, before: null }));
    },
    settle(snapshot) {
      if (lost.length === 0) return null;
      const said = outcomeOfLost(lost, snapshot);
      lost = [];
      return said;
    },
  };
}

/** The commands by the calls that make them, where their names differ. */
const COMMANDS: Readonly<Record<string, string>> = {
  '/session/start': 'start_session',
  '/session/end': 'end_session',
};

/**
 * Whether presses without an answer have counted, as the first snapshot after them tells. They are never sent again for
 * that: one that arrived after all would count twice.
 */
function outcomeOfLost(lost: readonly LostPress[], now: SnapshotJson): Said {
  const isAsBefore = lost.every(({ before }) => before?.revision === now.revision);
  if (isAsBefore) return lost.length === 1 ? NOT_COUNTED : NONE_COUNTED;
  const [press] = lost;
  // Each press stores one revision: with more of them, others have pressed, too.
  const before = lost.length === 1 && press !== undefined ? press.before : null;
  if (press === undefined || before === null || now.revision !== before.revision + 1) return unknown(now);
  const what = storedBy(press.path, before, now);
  return what === null ? unknown(now) : { kind: 'ok', sentence: `The press counted after all. ${what}` };
}

/** What the one step between the two snapshots was, if the call can have made it. */
function storedBy(path: string, before: SnapshotJson, now: SnapshotJson): string | null {
  if (path === '/undo') return isSame(before.undo, now.redo) ? `Undone: ${now.redo?.sentence ?? ''}.` : null;
  if (path === '/redo') return isSame(before.redo, now.undo) ? `Redone: ${now.undo?.sentence ?? ''}.` : null;
  const command = COMMANDS[path] ?? /^\/raid\/(\w+)$/.exec(path)?.[1];
  const isIts = now.undo?.command === command && !isSame(before.undo, now.undo);
  return isIts ? `${now.undo?.sentence ?? ''}.` : null;
}

function isSame(one: SnapshotJson['undo'], other: SnapshotJson['undo']): boolean {
  return one !== null && one.step_id === other?.step_id;
}

const NOT_COUNTED: Said = { kind: 'refused', sentence: 'The press did not count: press it once more.' };
const NONE_COUNTED: Said = { kind: 'refused', sentence: 'None of the last presses counted: press again.' };

function unknown({ undo }: SnapshotJson): Said {
  const last = undo === null ? '' : ` Stored last: ${undo.sentence}.`;
  return { kind: 'held', sentence: `A press got no answer: check whether it counted.${last}` };
}
