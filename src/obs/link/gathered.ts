import type { Link, ObsRequest, ObsResult } from './link.js';

/** What reads need of a link. */
export type Batching = Pick<Link, 'batch'>;

/** The same link, but what is asked for at one moment goes to OBS as one batch; each caller gets its own results. */
export function gathered(link: Batching): Batching {
  let requests: ObsRequest[] = [];
  let answers: Promise<readonly ObsResult[]> | null = null;
  return {
    async batch(more, timeoutMs) {
      const from = requests.length;
      requests.push(...more);
      answers ??= Promise.resolve().then(() => {
        const all = requests;
        requests = [];
        answers = null;
        return link.batch(all, timeoutMs);
      });
      return (await answers).slice(from, from + more.length);
    },
  };
}
