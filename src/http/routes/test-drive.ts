import { doneReply, presentDone } from '../../contract/press.js';
import { TEST_DRIVE_MESSAGE } from '../../contract/snapshot.js';
import { isOpen } from '../../raid/model.js';
import { raidWords } from '../../raid/words.js';
import type { ServiceStatus } from '../../service/show-problem.js';
import type { ShowView } from '../../service/show-editor.js';
import { readPressState } from '../call/press-state.js';
import { HttpError } from '../call/problem.js';
import { json, press, type CallContext, type Route } from '../call/route.js';

const ENDED = 'The test drive is over; OBS shows the real state again.';

/** A raid that is only played through OBS, so that a streamer sees that it works. */
export const testDriveRoutes: readonly Route[] = [
  press({
    path: '/rehearsal/start',
    summary: 'Play a marked raid through OBS; nothing of it is stored, and a real press ends it.',
    reply: doneReply(TEST_DRIVE_MESSAGE, { raid: null }),
    handle: (_fields, context) => start(context),
  }),
  press({
    path: '/rehearsal/end',
    summary: 'End the played raid at once.',
    reply: doneReply(ENDED, { raid: null }),
    handle: (_fields, context) => end(context),
  }),
];

async function start(context: CallContext) {
  const { ports } = context;
  const { raid } = await ports.snapshot();
  if (raid !== null && isOpen(raid.status)) {
    const message = `A raid is open: ${raidWords(raid)}. Start the test drive when it is over.`;
    throw new HttpError('raid-already-open', message);
  }
  if (ports.obs.state() !== 'ready') {
    const message = `The test drive plays through OBS, which is not connected. ${ports.obs.status().message}`;
    throw new HttpError('obs-not-ready', message);
  }
  ports.testDrive.start();
  const unseen = unseenBecause(await ports.show.read(), ports.obs.status());
  return done(true, [TEST_DRIVE_MESSAGE, ...unseen].join(' '), context);
}

function end(context: CallContext) {
  const hasEnded = context.ports.testDrive.end();
  return done(hasEnded, hasEnded ? ENDED : 'No test drive is running.', context);
}

async function done(changed: boolean, message: string, context: CallContext) {
  return json(presentDone({ changed, message }, await readPressState(context)), message);
}

/** Why the streamer will not see scenes change; empty where they do. */
function unseenBecause(show: ShowView, { programScene, renamed }: ServiceStatus): readonly string[] {
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
