import * as z from 'zod';
import type { AutostartState } from '../autostart/autostart.js';
import type { NetworkState } from '../service/network-switch.js';
import type { CallersSeen } from '../http/gate/callers-seen.js';
import { EXAMPLE_NOW } from './examples.js';
import { DONE } from './press.js';
import { NAMED_SCHEMAS, replies, time, type JsonOf } from './reply.js';

const AUTOSTART = z
  .object({
    ok: z.literal(true),
    message: z.string(),
    enabled: z.boolean(),
    file: z
      .string()
      .nullable()
      .describe('what the system looks at; null: this system is not known, and the switch does nothing'),
  })
  .register(NAMED_SCHEMAS, { id: 'Autostart' });
export type AutostartJson = JsonOf<typeof AUTOSTART>;

const NETWORK = z
  .object({
    ok: z.literal(true),
    message: z.string(),
    enabled: z.boolean().describe('true: other devices that know the token may call'),
    addresses: z.array(z.string()).describe('where they find this PC, the likeliest first'),
    token: z.string().nullable().describe('what they must know; null: there is none yet'),
    fixed_by: z
      .array(z.string())
      .describe('environment variables that win over what is stored, so that this cannot be changed here'),
  })
  .register(NAMED_SCHEMAS, { id: 'Network' });
export type NetworkJson = JsonOf<typeof NETWORK>;

const firstCall = time.nullable().describe('when it called first since the program started; null: not yet');
const CALLERS = z
  .object({
    ok: z.literal(true),
    message: z.string(),
    deck_key: firstCall,
    obs_dock: firstCall,
    other_device: firstCall,
  })
  .register(NAMED_SCHEMAS, { id: 'Callers' });
export type CallersJson = JsonOf<typeof CALLERS>;

const SET_AUTOSTART = AUTOSTART.extend(DONE).register(NAMED_SCHEMAS, { id: 'AutostartReply' });
const SET_NETWORK = NETWORK.extend(DONE).register(NAMED_SCHEMAS, { id: 'NetworkReply' });

export function presentAutostart({ enabled, file, message }: AutostartState): AutostartJson {
  return { ok: true, message, enabled, file };
}

export function presentCallers({ deckKey, obsDock, otherDevice }: CallersSeen): CallersJson {
  const seen = [
    ...(deckKey === null ? [] : ['a deck key']),
    ...(obsDock === null ? [] : ['the dock in OBS']),
    ...(otherDevice === null ? [] : ['another device']),
  ];
  const message = seen.length === 0 ? 'Nobody has called since the start.' : `Seen: ${seen.join(', ')}.`;
  const timeOf = (moment: Date | null): string | null => moment?.toISOString() ?? null;
  return {
    ...{ ok: true, message, deck_key: timeOf(deckKey), obs_dock: timeOf(obsDock) },
    other_device: timeOf(otherDevice),
  };
}

export function presentNetwork({ enabled, addresses, token, fixedBy, message }: NetworkState): NetworkJson {
  return { ok: true, message, enabled, addresses, token, fixed_by: fixedBy };
}

const AUTOSTART_EXAMPLE = presentAutostart({
  enabled: true,
  file: 'C:\\Users\\Jo\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\Tarkov Stream Producer.cmd',
  message: 'It starts by itself when you sign in.',
});
const NETWORK_EXAMPLE = presentNetwork({
  enabled: true,
  addresses: ['http://192.168.1.20:4777'],
  token: 'k7mx-93fp-tq2w-8hdn',
  fixedBy: [],
  message: 'Other devices that know the token can press keys at http://192.168.1.20:4777.',
});

export const CALLERS_REPLY = replies(
  CALLERS,
  presentCallers({ deckKey: EXAMPLE_NOW, obsDock: null, otherDevice: null }),
);
export const AUTOSTART_REPLY = replies(AUTOSTART, AUTOSTART_EXAMPLE);
export const SET_AUTOSTART_REPLY = replies(
  SET_AUTOSTART,
  { ...AUTOSTART_EXAMPLE, changed: true },
  { request: { enabled: true } },
);
export const NETWORK_REPLY = replies(NETWORK, NETWORK_EXAMPLE);
export const SET_NETWORK_REPLY = replies(
  SET_NETWORK,
  { ...NETWORK_EXAMPLE, changed: true },
  { request: { enabled: true } },
);
