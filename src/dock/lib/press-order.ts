import type { Said } from './said.js';

/** Presses are numbered, because their answers overtake each other. */
export interface PressOrder {
  /** The number of a press that begins now. */
  next(): number;
  /** Whether to show what a press came to: of two answers the one to the later press stays; a refusal is always told. */
  mayTell(number: number, said: Said): boolean;
}

export function createPressOrder(): PressOrder {
  let last = 0;
  let lastTold = 0;
  return {
    next: () => ++last,
    mayTell(number, { kind }) {
      const isGood = kind === 'ok' || kind === 'held';
      if (isGood && number < lastTold) return false;
      lastTold = Math.max(lastTold, number);
      return true;
    },
  };
}
