import * as z from 'zod';
import { extractsOf } from '../raid/game/extracts.js';
import { TARKOV_MAPS } from '../raid/game/maps.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const EXTRACTS = z.array(z.string());
const MAP = z.object({
  name: z.string(),
  minutes: z.int(),
  extracts: z.object({ pmc: EXTRACTS, scav: EXTRACTS }),
});
export type MapJson = JsonOf<typeof MAP>;
const MAP_LIST = z.object({ maps: z.array(MAP) }).register(NAMED_SCHEMAS, { id: 'MapList' });

/** What pages and keys may suggest; any other map or extract is fine too. */
export const KNOWN_MAPS: JsonOf<typeof MAP_LIST> = {
  maps: TARKOV_MAPS.map(({ name, minutes }) => ({
    name,
    minutes,
    extracts: { pmc: extractsOf(name, 'pmc'), scav: extractsOf(name, 'scav') },
  })),
};

export const MAP_LIST_REPLY = replies(MAP_LIST, { maps: KNOWN_MAPS.maps.slice(0, 1) });
