import * as z from 'zod';
import type { ObsState } from '../obs/status/obs-state.js';
import { OBS_STATE } from './obs.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const HEALTH = z
  .object({
    ok: z.literal(true),
    message: z.string(),
    version: z.string(),
    revision: z.int(),
    obs: OBS_STATE,
    database_id: z.string().describe('the same for as long as the database is the same'),
  })
  .register(NAMED_SCHEMAS, { id: 'Health' });

export interface HealthFacts {
  readonly version: string;
  readonly revision: number;
  readonly obs: ObsState;
  readonly databaseId: string;
}

export function presentHealth({ version, revision, obs, databaseId }: HealthFacts): JsonOf<typeof HEALTH> {
  const message = `Tarkov Stream Producer ${version} is running.`;
  return { ok: true, message, version, revision, obs, database_id: databaseId };
}

export const HEALTH_REPLY = replies(
  HEALTH,
  presentHealth({ version: '1.0.0', revision: 42, obs: 'ready', databaseId: '0b9c4f5e' }),
);
