import { resolve } from '../observe/bindings.js';
import { classify, type Fault } from './classify.js';
import type { AddressSource, FoundAddress } from '../discovery/address.js';
import { faultSentence } from './faults.js';
import { inBatches, lookAtActions } from '../react/look.js';
import type { ObsAction } from '../react/verbs.js';
import { LinkError, RequestRefusedError } from './link-failure.js';
import type { Link } from './link.js';
import { createMemory, setDesired, type Memory } from '../sync/memory.js';
import type { Observed } from '../observe/observed.js';
import type { ObsStatus } from '../status/obs-status.js';
import { observeAll, observeTexts } from '../observe/observe.js';
import { observeContents } from '../observe/observe-contents.js';
import { createKnownReading, openWithPassword } from './open-with-password.js';
import type { Overlay } from '../../show/overlay.js';
import { createLinkState, enterPhase } from '../sync/link-state.js';
import { presentStatus } from '../status/status.js';
import { isTextKind } from '../observe/text-kind.js';
import { DEFAULT_TIMINGS } from '../timings.js';
import { withoutSecrets } from './without-secrets.js';

/** OBS could not be visited; `message` says what to do. */
export class VisitError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, url: string) {
    super(faultSentence(fault.state, withoutSecrets(url), fault.detail, fault.lookedIn));
    this.name = 'VisitError';
    this.fault = fault;
  }
}

/**
 * One attempt, one task over the link, and gone again: for commands that run without the service.
 * @throws VisitError when OBS cannot be reached or the link breaks; whatever the task throws, unchanged.
 */
export async function visitObs<T>(
  source: AddressSource,
  task: (link: Link, address: FoundAddress) => Promise<T>,
): Promise<T> {
  const address = await source.address();
  let link: Link | null = null;
  try {
    const { signal } = new AbortController();
    link = await openWithPassword(address, DEFAULT_TIMINGS.helloTimeoutMs, signal, createKnownReading());
    return await task(link, address);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new VisitError(await classify(error.failure, address, source.explainRefused), address.url);
  } finally {
    link?.close();
  }
}

/** How OBS stands for this overlay, as the service would say it; changes nothing in OBS. Never rejects for OBS's sake. */
export async function lookAtObs(
  source: AddressSource,
  overlay: Overlay,
  actions: readonly (ObsAction | null)[] = [],
): Promise<ObsStatus> {
  const memory = createMemory();
  setDesired(memory, { revision: 0, overlay, sceneChange: null }, 0);
  let url = '';
  try {
    return await visitObs(source, async (link, address) => {
      url = withoutSecrets(address.url);
      const linkState = createLinkState(link, 0);
      linkState.observed = await observeOnce(link, overlay, memory);
      enterPhase(linkState, 'open', 0);
      const faults = (await lookAtReactions(link, linkState.observed, overlay, actions)) ?? [];
      return presentStatus(url, null, linkState, memory, { faults: () => faults, lastReplay: () => null });
    });
  } catch (error) {
    if (error instanceof VisitError)
      return presentStatus(withoutSecrets(url || (await source.address()).url), error.fault, null, memory);
    if (!(error instanceof RequestRefusedError)) throw error;
    return presentStatus(url, { state: 'connecting', detail: 'loading', isFinal: false }, null, memory);
  }
}

function lookAtReactions(
  link: Link,
  observed: Observed,
  { scenePolicy }: Overlay,
  actions: readonly (ObsAction | null)[],
): ReturnType<typeof lookAtActions> {
  const { callTimeoutMs } = DEFAULT_TIMINGS;
  const known = { ...observed, groups: [], shownScenes: scenePolicy.ourScenes };
  return lookAtActions(actions, known, (requests) =>
    inBatches(requests, (part) => link.batch(part, callTimeoutMs)),
  );
}

/** All that the running service knows, in one look. */
async function observeOnce(link: Link, overlay: Overlay, memory: Memory): Promise<Observed> {
  const { callTimeoutMs } = DEFAULT_TIMINGS;
  const observed = await observeAll(link, callTimeoutMs);
  const { found } = resolve(Object.keys(overlay.texts), observed.inputs, memory.inputBindings);
  const texts = [...found.values()].filter(({ kind }) => isTextKind(kind));
  const read = await observeTexts(link, texts, callTimeoutMs);
  const fromFile = new Set([...read].filter(([, input]) => input.fromFile).map(([key]) => key));
  const program = observed.scenes.filter(({ name }) => name === observed.programScene);
  return { ...observed, fromFile, contents: await observeContents(link, program, callTimeoutMs) };
}
