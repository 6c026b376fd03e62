import { isOpen } from '../raid/model.js';
import { raidWords } from '../raid/words.js';
import { presentRaid } from './present-raid.js';
import { HttpProblem } from './problem.js';
import { NO_FIELDS, press, type CallContext, type Reply, type Route } from './route.js';

/** A raid that is only played through OBS, so that a streamer sees that it works. */
export const rehearsalRoutes: readonly Route[] = [
  press(
    '/rehearsal/start',
    'Play a marked raid through OBS; nothing of it is stored, and a real press ends it.',
    NO_FIELDS,
    start,
  ),
  press('/rehearsal/end', 'End the played raid at once.', NO_FIELDS, end),
];

async function start(_fields: object, { ports }: CallContext): Promise<Reply> {
  const { raid } = await ports.snapshot();
  if (raid !== null && isOpen(raid.status)) {
    const message = `A raid is open: ${raidWords(raid)}. Start the test drive when it is over.`;
    throw new HttpProblem('raid-already-open', message);
  }
  if (ports.obs.state() !== 'ready') {
    const message = `The test drive plays through OBS, which is not connected. ${ports.obs.status().message}`;
    throw new HttpProblem('obs-not-ready', message);
  }
  ports.rehearsal.start();
  return reply({ ports }, true, rehearsalMessage(ports.rehearsal.secondsLeft() ?? 0));
}

async function end(_fields: object, { ports }: CallContext): Promise<Reply> {
  const hasEnded = ports.rehearsal.end();
  return reply(
    { ports },
    hasEnded,
    hasEnded ? 'The test drive is over; OBS shows the truth again.' : 'No test drive is running.',
  );
}

/** What is going on, while it is going on. */
export function rehearsalMessage(secondsLeft: number): string {
  return `A test drive plays a raid through OBS for ${secondsLeft} more seconds; nothing of it is stored, and any real press ends it.`;
}

async function reply(
  { ports }: Pick<CallContext, 'ports'>,
  changed: boolean,
  message: string,
): Promise<Reply> {
  const { raid } = await ports.snapshot();
  const json = {
    ok: true,
    changed,
    message,
    raid: raid === null ? null : presentRaid(raid, ports.now()),
    obs: ports.obs.state(),
  };
  return { kind: 'json', status: 200, json, text: message };
}
