import * as z from 'zod';
import { KNOWN_MAPS, MAP_LIST_REPLY } from '../../contract/maps.js';
import { pressReply } from '../../contract/press.js';
import { shortText } from '../call/field-types.js';
import { json, press, read, type Route } from '../call/route.js';
import { run } from '../call/run-command.js';

const MERGE = z.object({
  map_name: shortText().describe('The map whose raids move, as it is spelled in them.'),
  into: shortText().describe('The map on which they are from now on.'),
});

export const mapRoutes: readonly Route[] = [
  read({
    path: '/maps',
    summary: 'The known maps with their length and extracts.',
    reply: MAP_LIST_REPLY,
    handle: () => Promise.resolve(json(KNOWN_MAPS, KNOWN_MAPS.maps.map(({ name }) => name).join(', '))),
  }),
  press({
    path: '/maps/merge',
    summary: 'Move all raids of a map that was misspelled, or has another name now, to another map.',
    fields: MERGE,
    reply: pressReply(
      'Merged: 1 raid on custms is on Customs now.',
      { raid: null },
      { request: { map_name: 'custms', into: 'Customs' } },
    ),
    handle: ({ map_name, into }, context) => run({ type: 'merge_maps', map_name, into }, 200, context),
  }),
];
