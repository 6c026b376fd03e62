import { afterAll, beforeAll } from 'vitest';

/** The PC's time zone, for the tests of this file or block: what has fixed times and asks for days needs one. */
export function inZone(zone: string): void {
  let before: string | undefined;
  beforeAll(() => {
    before = process.env['TZ'];
    process.env['TZ'] = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
}
