import * as z from 'zod';
import {
  presentPreview,
  presentShow,
  presentShowChange,
  PREVIEW_REPLY,
  SHOW_CHANGE_REPLY,
  SHOW_REPLY,
} from '../../contract/show.js';
import type { ShowEdit } from '../../config/edit-show-file.js';
import { MODES } from '../../raid/game/game-modes.js';
import { wordOf } from '../call/field-types.js';
import { namesNotInObs, notInObsSentence } from './not-in-obs.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';

// The show file's own schema judges the values, with sentences of its own; here only the shape is checked.
const text = (what: string) => z.string({ error: what }).nullable();
const CHANGE = z.object({
  texts: z.record(z.string(), text('must be text or null'), { error: 'must be an object in { }' }).optional(),
  scenes: z
    .record(z.string(), text('must be text or null'), { error: 'must be an object in { }' })
    .optional(),
  look: z.looseObject({}, { error: 'must be an object in { }' }).optional(),
  post_raid_seconds: z.number({ error: 'must be a number' }).optional(),
  run_through_minutes: z.number({ error: 'must be a number' }).optional(),
  scav_cooldown_minutes: z.number({ error: 'must be a number' }).optional(),
  switch_scenes: z.boolean({ error: 'must be true or false' }).optional(),
  protected_scenes: z.array(z.string(), { error: 'must be a list in [ ]' }).optional(),
  day_starts_at: z.string({ error: 'must be text' }).optional(),
  game_mode: wordOf(MODES).optional(),
  reactions: z.array(z.looseObject({}), { error: 'must be a list in [ ]' }).optional(),
});

/** Fifty reactions that send as much as they may, and a little more than the show file may hold. */
const MAX_CHANGE_BYTES = 1024 * 1024;

const PREVIEW = z.object({ template: z.string({ error: 'is missing: give the template to try' }) });

/** The show file by HTTP: what it says, what a template would read, and changes to it. */
export const showRoutes: readonly Route[] = [
  read({
    path: '/show',
    summary: 'The show: every text with its template and as it reads now, scenes and times.',
    reply: SHOW_REPLY,
    handle: (_fields, context) => show(context),
  }),
  read({
    path: '/show/preview',
    summary: 'How a template would read now, or what is wrong with it.',
    fields: PREVIEW,
    reply: PREVIEW_REPLY,
    handle: async ({ template }, { ports }) => {
      const { reads, fault } = await ports.show.preview(template);
      return json(presentPreview(reads, fault), reads ?? `The template ${fault ?? ''}.`);
    },
  }),
  press({
    method: 'PATCH',
    path: '/show',
    summary: 'Change parts of the show file; the old one is kept beside it.',
    fields: CHANGE,
    maxBodyBytes: MAX_CHANGE_BYTES,
    whenTooLarge: 'shorten what the reactions send, or remove some of them',
    reply: SHOW_CHANGE_REPLY,
    handle: change,
  }),
];

async function show({ ports }: CallContext) {
  const view = await ports.show.read();
  const meanwhile =
    view.inForce === 'nothing' ? 'OBS is left alone until it is mended' : 'the last good one is in force';
  const message =
    view.faults.length === 0
      ? `The show file is ${view.file}.`
      : `The show file has a fault, so ${meanwhile}: ${view.faults.join('; ')}.`;
  return json(presentShow(view), message);
}

async function change(fields: ShowEdit, { ports }: CallContext) {
  if (Object.keys(fields).length === 0) {
    throw new HttpError('bad-input', 'Say what to change: give texts, scenes or another part of the show.');
  }
  const result = await ports.show.change(fields);
  if (!result.ok) throw new HttpError(result.code, result.message);
  const { changed } = result;
  const notInObs = namesNotInObs(fields, ports.obs.status());
  const saved = changed ? 'Saved, and on its way to OBS.' : 'That is what the show says already.';
  const message = notInObs.length === 0 ? saved : `Saved. ${notInObs.map(notInObsSentence).join(' ')}`;
  return json(presentShowChange(changed, message, ports.obs.state(), notInObs), message);
}
