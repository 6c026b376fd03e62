import { classify, type Fault } from './classify.js';
import type { AddressSource, FoundAddress } from './discovery-address.js';
import { faultSentence } from './faults.js';
import { LinkError, RequestRefused } from './link-failure.js';
import type { Link } from './link.js';
import { createMemory, takeWish } from './memory.js';
import type { ObsStatus } from './obs-status.js';
import { observeAll } from './observe.js';
import { openLink } from './open-link.js';
import type { Overlay } from '../overlay/overlay.js';
import { createSession, enterPhase } from './session.js';
import { presentStatus } from './status.js';
import { DEFAULT_TIMINGS } from './timings.js';
import { withoutSecrets } from './without-secrets.js';

/** OBS could not be visited; `message` says what to do. */
export class VisitError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, url: string) {
    super(faultSentence(fault.state, withoutSecrets(url), fault.detail));
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
    link = await openLink(address, DEFAULT_TIMINGS.helloTimeoutMs, new AbortController().signal);
    return await task(link, address);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new VisitError(await classify(error.failure, address, source.explainRefused), address.url);
  } finally {
    link?.close();
  }
}

/** How OBS stands for this overlay, as the service would say it; changes nothing in OBS. Never rejects for OBS's sake. */
export async function lookAtObs(source: AddressSource, overlay: Overlay): Promise<ObsStatus> {
  const memory = createMemory();
  takeWish(memory, { revision: 0, overlay, sceneChange: null }, 0);
  let url = '';
  try {
    return await visitObs(source, async (link, address) => {
      url = withoutSecrets(address.url);
      const session = createSession(link, 0);
      session.observed = await observeAll(link, DEFAULT_TIMINGS.callTimeoutMs);
      enterPhase(session, 'open', 0);
      return presentStatus(url, null, session, memory);
    });
  } catch (error) {
    if (error instanceof VisitError)
      return presentStatus(withoutSecrets(url || (await source.address()).url), error.fault, null, memory);
    if (!(error instanceof RequestRefused)) throw error;
    return presentStatus(url, { state: 'connecting', detail: 'loading', isFinal: false }, null, memory);
  }
}
