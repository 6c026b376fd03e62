import { call } from '../lib/call.js';
import type { RaidJson, RaidWithKillsJson } from '../../client/wire.js';
import { listPath, type HistoryModel } from './model.js';

const PAGE = 50;

/** No raid is open for correction. */
export const CLOSED = { openId: null, open: null, draft: {} } as const;

/** One page of the list, and the raid that is open; what cannot be read stays as it was. */
export async function readRaids(model: HistoryModel): Promise<Partial<HistoryModel>> {
  const [page, open] = await Promise.all([readPage(model), readOpen(model)]);
  const isListed = page.raids?.some(({ raid_id }) => raid_id === model.openId) ?? true;
  return { ...page, ...(isListed ? open : CLOSED) };
}

async function readPage({ filters, cursor }: HistoryModel): Promise<Partial<HistoryModel>> {
  const { from, to } = filters;
  // The call's `to` is another one: the first moment that does not count.
  if (from && to && to < from) return { unread: '“To” is before “From”: choose a later day, or none.' };
  const path = listPath(filters, cursor, PAGE);
  const answer = await call<{ raids: readonly RaidJson[]; next: string | null }>('GET', path);
  if (answer.kind === 'ok') return { raids: answer.json.raids, next: answer.json.next, unread: null };
  const why = answer.kind === 'lost' ? 'The program does not answer.' : answer.message;
  return { unread: `The raids cannot be read: ${why}` };
}

async function readOpen({ openId }: HistoryModel): Promise<Partial<HistoryModel>> {
  if (openId === null) return {};
  const answer = await call<RaidWithKillsJson>('GET', `/raids/${openId}`);
  if (answer.kind === 'ok') return { open: answer.json };
  // It is no more. While nobody answers, what was typed stays.
  return answer.kind === 'refused' && answer.status === 404 ? CLOSED : {};
}
