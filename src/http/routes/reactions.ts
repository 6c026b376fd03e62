import * as z from 'zod';
import { CHOICES_REPLY, presentChoices } from '../../contract/reactions.js';
import {
  presentTargets,
  REMOVE_TARGET_REPLY,
  SET_TARGET_REPLY,
  TARGETS_REPLY,
} from '../../contract/targets.js';
import { doneReply, presentDone } from '../../contract/press.js';
import type { Refused } from '../../service/obs-setup.js';
import type { TargetsChanged } from '../../service/reactions/target-list.js';
import { shortText, wholeNumber } from '../call/field-types.js';
import { readPressState } from '../call/press-state.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';

const TRY = z.object({ reaction: wholeNumber(1, 1000) });

const targetName = () => shortText().min(1, { error: 'is missing: give the target a name' });
const TARGET_NAME = z.object({ name: targetName() });
const TARGET = z.object({
  name: targetName(),
  address: z
    .string({ error: 'must be an address such as http://127.0.0.1:7474/DoAction' })
    .trim()
    .max(2000, { error: 'must have at most 2000 characters' }),
});

/** Addresses of the streaming PC's own settings, which may hold a secret: for its own page alone. */
const OF_THIS_PC = { isLocalOnly: true, hasAlias: false } as const;

/** What raid events do, tried out by hand. */
export const reactionRoutes: readonly Route[] = [
  read({
    path: '/reactions/choices',
    summary: 'Names of OBS and of targets that reactions can be about.',
    reply: CHOICES_REPLY,
    handle: async (_fields, { ports }) =>
      json(presentChoices(await ports.reactions.choices()), 'See the JSON.'),
  }),
  press({
    path: '/reactions/try',
    summary: 'Carry out one reaction of the show now, by its number from 1.',
    fields: TRY,
    reply: doneReply(
      'Replay saved: Replay 2026-11-22 20-08-29.mp4.',
      { changed: false },
      { request: { reaction: 1 } },
    ),
    handle: tryOne,
  }),
  press({
    path: '/obs/replay/start',
    summary: 'Start the replay buffer of OBS.',
    reply: doneReply('The replay buffer runs.'),
    handle: (_fields, context) => startReplay(context),
  }),
  read({
    ...OF_THIS_PC,
    path: '/targets',
    summary: 'The other programs that reactions can send to, and whether each answers; nothing is sent.',
    reply: TARGETS_REPLY,
    handle: async (_fields, { ports }) => {
      const body = presentTargets(await ports.targets.state());
      return json(body, body.message);
    },
  }),
  press({
    ...OF_THIS_PC,
    path: '/targets',
    summary: 'Add another program that reactions can send to, or give it another address.',
    fields: TARGET,
    reply: SET_TARGET_REPLY,
    handle: async ({ name, address }, { ports }) => targetsChanged(await ports.targets.set(name, address)),
  }),
  press({
    ...OF_THIS_PC,
    path: '/targets/remove',
    summary: 'Take out a program that reactions could send to.',
    fields: TARGET_NAME,
    reply: REMOVE_TARGET_REPLY,
    handle: async ({ name }, { ports }) => targetsChanged(await ports.targets.remove(name)),
  }),
];

function targetsChanged(result: TargetsChanged | Refused) {
  if (!result.ok) throw new HttpError('settings-refused', result.message);
  const { changed, message, targets } = result;
  return json({ ...presentTargets(targets), message, changed }, message);
}

/** Unlike a press it waits for OBS, or for the other program: how it went is what its caller wants to know. */
async function tryOne({ reaction }: z.output<typeof TRY>, context: CallContext) {
  const result = await context.ports.reactions.tryOne(reaction);
  if (result === null) {
    throw new HttpError(
      'not-found',
      `The show has no reaction ${reaction}: give the number of one that it has.`,
    );
  }
  if (!result.ok) throw new HttpError('reaction-failed', `${result.fault.finding} ${result.fault.remedy}`);
  // Nothing is stored by it, so there is nothing to undo either.
  return json(
    presentDone({ changed: false, message: result.message }, await readPressState(context)),
    result.message,
  );
}

async function startReplay(context: CallContext) {
  const result = await context.ports.obs.startReplay();
  if (!result.ok) throw new HttpError('obs-not-ready', result.message);
  const { changed } = result;
  const message = changed ? 'The replay buffer runs.' : 'The replay buffer runs already.';
  return json(presentDone({ changed, message }, await readPressState(context)), message);
}
