import type { ObsRequest, ObsResult } from '../link/link.js';
import { NOT_READY } from '../link/link-failure.js';
import { readNames } from '../observe/read-answers.js';
import type { ReactionFault } from './fault.js';
import { inObs, type Known, type ObsAction } from './verbs.js';

type Batch = (requests: readonly ObsRequest[]) => Promise<readonly ObsResult[]>;

/** OBS takes at most so many requests of ours at once. */
export const BATCH_LIMIT = 100;

/** What keeps each of them from being carried out now, by place; nothing in OBS changes. Null: OBS is not ready. */
export async function lookAtActions(
  actions: readonly (ObsAction | null)[],
  known: Known,
  batch: Batch,
): Promise<readonly (ReactionFault | null)[] | null> {
  const shows = actions.some((action) => action?.verb === 'show');
  const seen = shows ? { ...known, groups: await readGroups(batch) } : known;
  const asked = actions.map((action) => (action === null ? [] : inObs(action).look(action.what, seen)));
  // Two reactions may ask the same.
  const requests = new Map(asked.flat().map((request) => [JSON.stringify(request), request]));
  const results = await batch([...requests.values()]);
  const answers = new Map([...requests.keys()].map((key, index) => [key, results[index]]));
  if (results.some(({ code }) => code === NOT_READY)) return null;
  return actions.map((action, index) => {
    if (action === null) return null;
    const own = (asked[index] ?? []).flatMap((request) => answers.get(JSON.stringify(request)) ?? []);
    return inObs(action).judge(action.what, own, seen);
  });
}

export async function readGroups(batch: Batch): Promise<readonly string[]> {
  const [list] = await batch([{ requestType: 'GetGroupList' }]);
  return readNames(list?.data['groups']);
}

/** @param beforeEach may throw, and then the rest is not sent. */
export async function inBatches(
  requests: readonly ObsRequest[],
  send: Batch,
  beforeEach: () => void = () => undefined,
): Promise<readonly ObsResult[]> {
  const results: ObsResult[] = [];
  for (let from = 0; from < requests.length; from += BATCH_LIMIT) {
    beforeEach();
    results.push(...(await send(requests.slice(from, from + BATCH_LIMIT))));
  }
  return results;
}
