import { describe, expect, it } from 'vitest';
import type { PcTime } from '../../src/clock/pc-time.js';
import { createServiceClock } from '../../src/clock/service-clock.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');

/** A PC whose time the test makes: it runs, is set, sleeps. */
function pcTime(countsSleep: boolean, tellsUptime = true) {
  let [wallMs, monotonicMs, uptimeMs] = [NOON, 7_000, 90_000];
  const time: PcTime = {
    wall: () => new Date(wallMs),
    monotonicMs: () => monotonicMs,
    // Whole seconds, as on some systems.
    uptimeMs: () => (tellsUptime ? Math.floor(uptimeMs / 1000) * 1000 : null),
  };
  const pass = (seconds: number, isAwake = true): void => {
    wallMs += seconds * 1000;
    uptimeMs += seconds * 1000;
    if (isAwake || countsSleep) monotonicMs += seconds * 1000;
  };
  return {
    time,
    pass,
    sleep: (seconds: number) => pass(seconds, false),
    set: (seconds: number) => (wallMs += seconds * 1000),
  };
}

const at = (seconds: number): Date => new Date(NOON + seconds * 1000);

describe("the service's clock", () => {
  it.each([-40 * 86_400, -5 * 3600, -20, 5 * 3600, 40 * 86_400])(
    'runs on when the clock of the PC is set by %d seconds, and follows when it is asked to',
    (seconds) => {
      const pc = pcTime(true);
      const clock = createServiceClock(pc.time);
      pc.pass(10);
      pc.set(seconds);
      pc.pass(0.5);
      expect(clock.now()).toEqual(at(10.5));
      expect(clock.pcAheadMs()).toBe(seconds * 1000);
      expect(clock.takeOver()).toBe(seconds * 1000);
      pc.pass(2);
      expect(clock.now()).toEqual(at(12.5 + seconds));
      expect(clock.pcAheadMs()).toBe(0);
    },
  );

  it.each([
    ['counts sleep', true],
    ['stands still in sleep', false],
  ])('counts the sleep of a PC whose monotonic clock %s', (_words, countsSleep) => {
    const pc = pcTime(countsSleep);
    const clock = createServiceClock(pc.time);
    pc.pass(100.4);
    pc.sleep(8 * 3600);
    pc.pass(1);
    expect(Math.abs(clock.pcAheadMs())).toBeLessThanOrEqual(1_000);
    clock.takeOver();
    pc.pass(100);
    pc.sleep(3600);
    expect(Math.abs(clock.pcAheadMs())).toBeLessThanOrEqual(1_000);
  });

  it('tells a clock that was set from sleep, also when both came together', () => {
    const pc = pcTime(false);
    const clock = createServiceClock(pc.time);
    pc.sleep(3600);
    pc.set(-5 * 3600);
    expect(clock.now()).toEqual(at(3600));
    expect(clock.pcAheadMs()).toBe(-5 * 3600_000);
  });

  it('never jumps by itself while the PC is awake, however long', () => {
    const pc = pcTime(false);
    const clock = createServiceClock(pc.time);
    for (let steps = 0; steps < 1_000; steps += 1) {
      pc.pass(0.37);
      expect(clock.pcAheadMs()).toBe(0);
    }
  });

  it('asks for the uptime once while nothing has happened, and again right after a sleep', () => {
    const pc = pcTime(false);
    let asked = 0;
    const clock = createServiceClock({
      ...pc.time,
      uptimeMs: () => {
        asked += 1;
        return pc.time.uptimeMs();
      },
    });
    for (let time = 0; time < 100; time += 1) clock.now();
    expect(asked).toBe(1);
    pc.sleep(3600);
    expect(clock.now()).toEqual(at(3600));
    expect(asked).toBe(2);
  });

  it('runs where the system does not tell its uptime', () => {
    const pc = pcTime(true, false);
    const clock = createServiceClock(pc.time);
    pc.pass(5);
    expect(clock.now()).toEqual(at(5));
  });

  it('moves on to a later moment and never back to an earlier one', () => {
    const pc = pcTime(true);
    const clock = createServiceClock(pc.time);
    expect(clock.moveOnTo(at(-1))).toBe(false);
    expect(clock.moveOnTo(at(5 * 3600))).toBe(true);
    pc.pass(3);
    expect(clock.now()).toEqual(at(5 * 3600 + 3));
    expect(clock.takeOver()).toBe(-5 * 3600_000);
  });
});
