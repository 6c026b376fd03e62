import { z } from 'zod';
import { MODES } from '../raid/game-modes.js';
import { wordOf } from './field-types.js';
import { namesNotInObs, notInObsSentence } from './not-in-obs.js';
import type { ShowChange, ShowView } from './ports.js';
import { HttpProblem } from './problem.js';
import { read, type CallContext, type Reply, type Route } from './route.js';

// The show file's own schema judges the values, with sentences of its own; here only the shape is checked.
const text = (what: string) => z.string({ error: what }).nullable();
const CHANGE = z.object({
  texts: z.record(z.string(), text('must be text or null'), { error: 'must be an object in { }' }).optional(),
  scenes: z
    .record(z.string(), text('must be text or null'), { error: 'must be an object in { }' })
    .optional(),
  post_raid_seconds: z.number({ error: 'must be a number' }).optional(),
  switch_scenes: z.boolean({ error: 'must be true or false' }).optional(),
  protected_scenes: z.array(z.string(), { error: 'must be a list in [ ]' }).optional(),
  day_starts_at: z.string({ error: 'must be text' }).optional(),
  game_mode: wordOf(MODES).optional(),
});

const PREVIEW = z.object({ template: z.string({ error: 'is missing: give the template to try' }) });

/** The show file by HTTP: what it says, what a template would read, and changes to it. */
export const showRoutes: readonly Route[] = [
  read('/show', 'The show: every text with its template and as it reads now, scenes and times.', show),
  {
    ...read('/show/preview', 'How a template would read now, or what is wrong with it.', show),
    fields: PREVIEW,
    handle: (fields, context) => preview(fields as z.output<typeof PREVIEW>, context),
  },
  {
    method: 'PATCH',
    path: '/show',
    summary: 'Change parts of the show file; the old one is kept beside it.',
    fields: CHANGE,
    changes: true,
    page: false,
    streams: false,
    handle: (fields, context) => change(fields as ShowChange, context),
  },
];

async function show({ ports }: CallContext): Promise<Reply> {
  const view = await ports.show.read();
  const meanwhile =
    view.inForce === 'nothing' ? 'OBS is left alone until it is mended' : 'the last good one is in force';
  const message =
    view.faults.length === 0
      ? `The show file is ${view.file}.`
      : `The show file has a fault, so ${meanwhile}: ${view.faults.join('; ')}.`;
  return { kind: 'json', status: 200, json: presentShow(view), text: message };
}

function presentShow(view: ShowView): object {
  return {
    file: view.file,
    faults: [...view.faults],
    texts: view.texts.map(({ source, template, byDefault, reads }) => ({
      source,
      template,
      default: byDefault,
      reads,
    })),
    scenes: { ...view.scenes },
    post_raid_seconds: view.postRaidSeconds,
    switch_scenes: view.switchScenes,
    protected_scenes: [...view.protectedScenes],
    day_starts_at: view.dayStartsAt,
    game_mode: view.gameMode,
    variables: view.variables.map(({ name, reads }) => ({ name, reads })),
  };
}

async function preview({ template }: { template: string }, { ports }: CallContext): Promise<Reply> {
  const { reads, fault } = await ports.show.preview(template);
  return {
    kind: 'json',
    status: 200,
    json: { ok: fault === null, reads, fault },
    text: reads ?? `The template ${fault ?? ''}.`,
  };
}

async function change(fields: ShowChange, { ports }: CallContext): Promise<Reply> {
  if (Object.keys(fields).length === 0) {
    throw new HttpProblem('bad-input', 'Say what to change: give texts, scenes or another part of the show.');
  }
  const result = await ports.show.change(fields);
  if (!result.ok) throw new HttpProblem(result.code, result.message);
  const notInObs = namesNotInObs(fields, ports.obs.status());
  const saved = result.changed ? 'Saved, and on its way to OBS.' : 'That is what the show says already.';
  const message = notInObs.length === 0 ? saved : `Saved. ${notInObs.map(notInObsSentence).join(' ')}`;
  const json = {
    ok: true,
    changed: result.changed,
    message,
    obs: ports.obs.state(),
    not_in_obs: notInObs,
  };
  return { kind: 'json', status: 200, json, text: message };
}
