/** Local hours between which no run of the tests meets an end of a day: neither midnight nor a session's 05:00. */
const [EARLIEST, LATEST] = [7, 20];
const NOON = 12;

/**
 * Where the tests would run at the end of a day, they run in a zone in which it is noon: what happened "today" must
 * still have happened today when a test looks at it. Tests of the ends of days set their own clock and zone.
 */
export function setup(): void {
  // A zone that was set by hand holds: `TZ=Etc/GMT-12 npm test` shows which test depends on where the PC stands.
  if (process.env['TZ']) return;
  const now = new Date();
  const hour = now.getHours();
  if (hour >= EARLIEST && hour < LATEST) return;
  const eastOfUtc = NOON - now.getUTCHours();
  // These names count the other way: Etc/GMT-3 is three hours east of UTC.
  process.env['TZ'] =
    eastOfUtc === 0 ? 'Etc/UTC' : `Etc/GMT${eastOfUtc > 0 ? '-' : '+'}${Math.abs(eastOfUtc)}`;
}
