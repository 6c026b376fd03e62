import { isOpen } from '../raid/model.js';
import { raidWords } from '../raid/words.js';
import type { ObsView, ShowView } from './ports.js';
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
  const message = rehearsalMessage(ports.rehearsal.secondsLeft() ?? 0);
  return reply(
    { ports },
    true,
    [message, ...unseenBecause(await ports.show.read(), ports.obs.status())].join(' '),
  );
}

async function end(_fields: object, { ports }: CallContext): Promise<Reply> {
  const hasEnded = ports.rehearsal.end();
  return reply(
    { ports },
    hasEnded,
    hasEnded ? 'The test drive is over; OBS shows the truth again.' : 'No test drive is running.',
  );
}

/** Why the streamer will not see scenes change; empty where they do. */
function unseenBecause(show: ShowView, { programScene, renamed }: ObsView): readonly string[] {
  if (!show.switchScenes) return ['Scenes stay: the show is set to switch none.'];
  const ours = Object.values(show.scenes).map(
    (scene) => renamed.find(({ from }) => from === scene)?.to ?? scene,
  );
  if (programScene === null || ours.includes(programScene)) return [];
  const target = ours[0] === null || ours[0] === undefined ? 'a scene of the show' : `"${ours[0]}"`;
  return [
    `OBS stays on "${programScene}", which is none of the show's scenes: choose ${target} in OBS to see it.`,
  ];
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
