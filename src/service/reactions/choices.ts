import type { Link, ObsRequest, ObsResult } from '../../obs/link/link.js';
import { LinkError, RequestRefusedError } from '../../obs/link/link-failure.js';
import type { Obs } from '../../obs/obs.js';
import { isMediaKind } from '../../obs/react/verbs.js';
import { observeInputs, observeScenes } from '../../obs/observe/observe.js';

/** What reactions can be about: names of OBS, and of targets. */
export interface ReactionChoices {
  readonly scenes: readonly string[];
  /** Everything that a scene can show. */
  readonly sources: readonly string[];
  readonly media: readonly string[];
  /** Inputs that have sound. */
  readonly inputs: readonly string[];
  readonly filters: readonly { readonly source: string; readonly name: string }[];
  readonly targets: readonly string[];
}

const TIMEOUT_MS = 5_000;
/** Nobody chooses from more. */
const MOST_SOURCES = 300;

/** Asks OBS for all that it has; without OBS there are the targets alone. */
export async function readChoices(
  obs: Pick<Obs, 'withLink'>,
  targets: readonly string[],
): Promise<ReactionChoices> {
  const nothing = { scenes: [], sources: [], media: [], inputs: [], filters: [], targets };
  try {
    return { ...nothing, ...(await obs.withLink(readFromObs)) };
  } catch (error) {
    if (error instanceof LinkError || error instanceof RequestRefusedError) return nothing;
    throw error;
  }
}

async function readFromObs(link: Link): Promise<Omit<ReactionChoices, 'targets'>> {
  const all = await observeInputs(link, TIMEOUT_MS);
  const inputs = all.inputs.slice(0, MOST_SOURCES);
  const scenes = (await observeScenes(link, TIMEOUT_MS)).scenes.map(({ name }) => name).reverse();
  const names = [...inputs.map(({ name }) => name), ...scenes].slice(0, MOST_SOURCES);
  const ask = async (requests: readonly ObsRequest[]): Promise<readonly ObsResult[]> =>
    requests.length === 0 ? [] : link.batch(requests, TIMEOUT_MS);
  const filters = await ask(
    names.map((sourceName) => ({ requestType: 'GetSourceFilterList', requestData: { sourceName } })),
  );
  const mutes = await ask(
    inputs.map(({ name: inputName }) => ({ requestType: 'GetInputMute', requestData: { inputName } })),
  );
  return {
    scenes,
    sources: names,
    media: inputs.filter(({ kind }) => isMediaKind(kind)).map(({ name }) => name),
    inputs: inputs.filter((_, index) => mutes[index]?.ok === true).map(({ name }) => name),
    filters: names.flatMap((source, index) => {
      const list = filters[index]?.data['filters'];
      const own = Array.isArray(list) ? (list as { readonly filterName?: unknown }[]) : [];
      return own.flatMap(({ filterName }) =>
        typeof filterName === 'string' ? [{ source, name: filterName }] : [],
      );
    }),
  };
}
