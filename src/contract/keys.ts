import * as z from 'zod';
import { CHARACTER_TYPES } from '../raid/model.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const SETTING = z.object({
  field: z.string(),
  value: z.string(),
  by_hand: z.boolean().describe('true: picked, ticked or typed there, nothing to copy'),
});
export type KeySettingJson = JsonOf<typeof SETTING>;

const KEY = z.object({
  id: z.string().describe('the same whatever is chosen'),
  group: z.string(),
  name: z.string(),
  when: z.string(),
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.boolean()])),
  picture: z.string().describe('address of its picture, 144 pixels a side'),
  picture_title: z
    .string()
    .nullable()
    .describe('to be written below the picture, where it depends on what is chosen'),
  url: z.string().describe('for keys that can only open an address'),
  settings: z.record(z.string(), z.array(SETTING)).describe('what to fill in, by software id'),
});
export type DeckKeyJson = JsonOf<typeof KEY>;

const KEY_LIST = z
  .object({
    address: z.string(),
    addresses: z
      .array(z.string())
      .describe('where keys can call: this PC, and for other devices its addresses'),
    needs_token: z.boolean().describe('true: write your token where the addresses say YOUR_TOKEN'),
    map_name: z.string(),
    character_type: z.enum(CHARACTER_TYPES),
    software: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        how: z.string(),
        shows_replies: z.boolean().describe('true: it can show what a call answers'),
      }),
    ),
    keys: z.array(KEY),
  })
  .register(NAMED_SCHEMAS, { id: 'KeyList' });
export type KeyListJson = JsonOf<typeof KEY_LIST>;

export const KEY_LIST_REPLY = replies(KEY_LIST, {
  address: 'http://localhost:4777',
  addresses: ['http://localhost:4777', 'http://192.168.1.20:4777'],
  ...{ needs_token: false, map_name: 'Customs', character_type: 'pmc' },
  software: [{ id: 'curl', name: 'curl', how: 'Run the command in any terminal.', shows_replies: true }],
  keys: [
    {
      ...{ id: 'kill-pmc', group: 'Kills', name: 'PMC kill', when: "you killed a player's PMC" },
      ...{ method: 'POST', path: '/raid/kill', fields: { enemy_type: 'pmc' } },
      picture: '/icons/144/kill-pmc.png',
      picture_title: null,
      url: 'http://localhost:4777/deck/raid/kill?enemy_type=pmc',
      settings: {
        curl: [
          {
            field: 'Command',
            value: 'curl -X POST "http://localhost:4777/raid/kill?enemy_type=pmc"',
            by_hand: false,
          },
        ],
      },
    },
  ],
});
