import { describe, expect, it } from 'vitest';
import { createPressOrder } from '../../src/dock/lib/press-order.js';

const OK = { kind: 'ok', sentence: 'Stored.' } as const;
const WAITING = { kind: 'held', sentence: 'No answer for 3 seconds; still waiting.' } as const;
const REFUSED = { kind: 'refused', sentence: 'OBS is not running.' } as const;

describe('what presses came to', () => {
  it('is shown as it comes, where the answers come in the order of the presses', () => {
    const order = createPressOrder();
    const [first, second] = [order.next(), order.next()];
    expect([order.mayTell(first, WAITING), order.mayTell(first, OK), order.mayTell(second, OK)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('does not replace the sentence of a later press when it comes late', () => {
    const order = createPressOrder();
    const [first, second] = [order.next(), order.next()];
    expect(order.mayTell(second, OK)).toBe(true);
    expect([order.mayTell(first, WAITING), order.mayTell(first, OK)]).toEqual([false, false]);
  });

  it('is shown when it is a refusal, however late', () => {
    const order = createPressOrder();
    const [first, second] = [order.next(), order.next()];
    order.mayTell(second, OK);
    expect(order.mayTell(first, REFUSED)).toBe(true);
    expect(order.mayTell(second, OK)).toBe(true);
  });
});
