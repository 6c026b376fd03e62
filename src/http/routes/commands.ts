import * as z from 'zod';
import { EXAMPLE_ENDED, EXAMPLE_KILL, EXAMPLE_OVER } from '../../contract/examples.js';
import { pressReply } from '../../contract/press.js';
import { CHARACTERS } from '../../raid/game/characters.js';
import { ENEMIES } from '../../raid/game/enemies.js';
import { MODES } from '../../raid/game/game-modes.js';
import { SAY_HOW } from '../../raid/press/decide-over.js';
import { SAID_VOCABULARY } from '../../raid/game/statuses.js';
import { flag, shortText, wholeNumber, wordOf } from '../call/field-types.js';
import { press, type Route } from '../call/route.js';
import { given, run } from '../call/run-command.js';

/** No raid lasts longer with its queue. */
const MAX_MINUTES_AGO = 240;

const RAID_CHOICE = z.object({
  character_type: wordOf(CHARACTERS).optional(),
  map_name: shortText().optional(),
  game_mode: wordOf(MODES).optional(),
});
const FORCE = z.object({ force: flag().optional() });

/** The keys of a raid, and undo and redo. */
export const commandRoutes: readonly Route[] = [
  press({
    path: '/raid/start',
    summary: 'Enter the queue.',
    fields: RAID_CHOICE,
    reply: pressReply('In the queue for Customs as PMC.', {}, { statuses: [201, 200] }),
    handle: (fields, context) => run({ type: 'start', ...given(fields) }, 201, context),
  }),
  press({
    path: '/raid/matched',
    summary: 'The raid begins: the queue is over; with minutes_ago, it did so long ago.',
    fields: z.object({ minutes_ago: wholeNumber(0, MAX_MINUTES_AGO).optional() }),
    reply: pressReply('Matched after 1:34: Customs as PMC.'),
    handle: (fields, context) => run({ type: 'matched', ...given(fields) }, 200, context),
  }),
  press({
    path: '/raid/kill',
    summary: 'Count a kill.',
    fields: z.object({
      enemy_type: wordOf(ENEMIES),
      weapon_used: shortText().optional(),
      headshot: flag().optional(),
    }),
    reply: pressReply('PMC headshot with M4A1 counted.', { kill: EXAMPLE_KILL }, { statuses: [201] }),
    handle: ({ enemy_type, ...rest }, context) =>
      run({ type: 'kill', enemy_type, ...given(rest) }, 201, context),
  }),
  press({
    path: '/raid/over',
    summary: 'The raid is over: its clock stops, and how it ended is said later, by end.',
    reply: pressReply(`Raid over: Customs as PMC. ${SAY_HOW}`, { raid: EXAMPLE_OVER }),
    handle: (_fields, context) => run({ type: 'over' }, 200, context),
  }),
  press({
    path: '/raid/end',
    summary: 'The raid ended so; after over, it ended when it was over.',
    fields: z.object({ status: wordOf(SAID_VOCABULARY), extract_location: shortText().optional() }),
    reply: pressReply('Survived at ZB-1011: Customs as PMC.', { raid: EXAMPLE_ENDED }),
    handle: ({ status, ...rest }, context) => run({ type: 'end', status, ...given(rest) }, 200, context),
  }),
  press({
    path: '/raid/update',
    summary: "Correct the open raid's map or character, or choose the next raid's.",
    fields: RAID_CHOICE,
    reply: pressReply('Corrected: Customs as PMC.'),
    handle: (fields, context) => run({ type: 'update', ...given(fields) }, 200, context),
  }),
  press({
    path: '/raid/cancel',
    summary: 'Remove the open raid, as if it had never been started.',
    reply: pressReply('Cancelled: Customs as PMC is removed. Press Undo to bring it back.', { raid: null }),
    handle: (_fields, context) => run({ type: 'cancel' }, 200, context),
  }),
  press({
    path: '/undo',
    summary: 'Take the last press back.',
    fields: FORCE,
    reply: pressReply('Undone: PMC headshot with M4A1 on Customs.', {
      undone: 'PMC headshot with M4A1 on Customs',
    }),
    handle: (fields, context) => run({ type: 'undo', ...given(fields) }, 200, context),
  }),
  press({
    path: '/redo',
    summary: 'Do again what undo took back.',
    fields: FORCE,
    reply: pressReply('Done again: PMC headshot with M4A1 on Customs.', {
      redone: 'PMC headshot with M4A1 on Customs',
    }),
    handle: (fields, context) => run({ type: 'redo', ...given(fields) }, 200, context),
  }),
];
