import { z } from 'zod';
import { CHARACTER_TYPES } from '../raid/model.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const SETTING = z.object({ field: z.string(), value: z.string() });

const KEY_LIST = z
  .object({
    address: z.string(),
    needs_token: z.boolean().describe('true: write your token where the addresses say YOUR_TOKEN'),
    map_name: z.string(),
    character_type: z.enum(CHARACTER_TYPES),
    software: z.array(z.object({ id: z.string(), name: z.string(), how: z.string() })),
    keys: z.array(
      z.object({
        group: z.string(),
        name: z.string(),
        when: z.string(),
        method: z.enum(['GET', 'POST']),
        path: z.string(),
        fields: z.record(z.string(), z.union([z.string(), z.boolean()])),
        url: z.string().describe('for keys that can only open an address'),
        settings: z.record(z.string(), z.array(SETTING)).describe('what to fill in, by software id'),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'KeyList' });
export type KeyListJson = JsonOf<typeof KEY_LIST>;

export const KEY_LIST_REPLY = replies(KEY_LIST, {
  ...{ address: 'http://localhost:4777', needs_token: false, map_name: 'Customs', character_type: 'pmc' },
  software: [{ id: 'curl', name: 'curl', how: 'Run the command in any terminal.' }],
  keys: [
    {
      ...{ group: 'Kills', name: 'PMC kill', when: "you killed a player's PMC" },
      ...{ method: 'POST', path: '/raid/kill', fields: { enemy_type: 'pmc' } },
      url: 'http://localhost:4777/deck/raid/kill?enemy_type=pmc',
      settings: {
        curl: [{ field: 'Command', value: 'curl -X POST "http://localhost:4777/raid/kill?enemy_type=pmc"' }],
      },
    },
  ],
});
