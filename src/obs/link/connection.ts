import { isUrlOfThisPc } from '../../lib/this-pc.js';
import { backoffMs } from '../../lib/backoff.js';
import { classify, type ExplainRefused, type Fault } from './classify.js';
import type { Log } from '../sync/context.js';
import { describeFailure, LinkError, type LinkFailure } from './link-failure.js';
import type { Link } from './link.js';
import type { LinkAddress } from './open-link.js';
import { createKnownReading, openWithPassword } from './open-with-password.js';
import type { Timings } from '../timings.js';
import { takesConnections } from './tcp-probe.js';
import { createWake } from '../sync/wake.js';

export interface ConnectionOptions {
  readonly address: () => LinkAddress | Promise<LinkAddress>;
  readonly explainRefused: ExplainRefused;
  /** Another text whenever an OBS of this PC was started or stopped. */
  readonly signs: () => Promise<string>;
  readonly log: Log;
  readonly timings: Timings;
  readonly random: () => number;
  readonly nowMs: () => number;
  /** Lives as long as the link and settles when it is closed. */
  readonly use: (link: Link, sameRun: boolean) => Promise<void>;
  /** Called before each attempt. */
  readonly attempting: (url: string) => void;
  /** Called when an attempt has failed or the link is lost; null: the link is open. */
  readonly changed: (fault: Fault | null) => void;
}

export interface Connection {
  start(): void;
  stop(): Promise<void>;
  /** Tries at once, also where it had given up; an open link stays. */
  retryNow(): void;
  /** Drops the link and tries anew, with the address as it is now. */
  reconnect(): void;
}

/** Keeps a link to OBS, one attempt at a time, for as long as it is started. */
export function createConnection(options: ConnectionOptions): Connection {
  const { timings } = options;
  const wake = createWake();
  const life = new AbortController();
  let attempt = new AbortController();
  let link: Link | null = null;
  let running: Promise<void> | null = null;
  let failures = 0;
  let isAsked = false;
  /** False once an attempt was refused or OBS announced its exit: what answers next is another run of OBS. */
  let sameRun = false;
  let linkedUrl = '';
  const knownReading = createKnownReading();

  async function run(): Promise<void> {
    while (!life.signal.aborted) {
      isAsked = false;
      try {
        await attemptOnce();
      } catch (error) {
        options.log.error({ err: error }, 'Connecting to OBS failed inside this program; trying again');
        await wake.wait(timings.backoffCeilingLocalMs);
      }
    }
  }

  /** One attempt, the whole life of the link if there is one, and the pause after it. */
  async function attemptOnce(): Promise<void> {
    const address = await options.address();
    options.attempting(address.url);
    const failure = await live(address);
    if (life.signal.aborted) return;
    const fault = await classify(failure, address, options.explainRefused);
    if (endsRun(failure)) sameRun = false;
    options.log.debug({ url: address.url, failure }, describeFailure(failure));
    options.changed(fault);
    if (fault.isFinal) await untilAskedOrChanged(address);
    else if (failure.kind === 'refused' && isUrlOfThisPc(address.url))
      await untilSomebodyAnswers(address.url);
    else if (!isAsked) await pause(address.url);
  }

  async function pause(url: string): Promise<void> {
    await wake.wait(backoffMs(failures++, url, options.random(), timings));
  }

  /**
   * While OBS does not run here, a knock at its door is enough, and costs next to nothing. All is looked at again when an
   * OBS was started or stopped, and now and then: it may have come at another port, or without its server.
   */
  async function untilSomebodyAnswers(url: string): Promise<void> {
    const lookMs = options.nowMs() + timings.awayLookMs;
    let signsMs = options.nowMs() + timings.awaySignsMs;
    const signs = await options.signs();
    const isCalled = (): boolean => isAsked || life.signal.aborted;
    while (!isCalled()) {
      await pause(url);
      if (isCalled() || options.nowMs() >= lookMs) return;
      if (await takesConnections(url, timings.helloTimeoutMs, life.signal)) return;
      if (options.nowMs() < signsMs) continue;
      signsMs = options.nowMs() + timings.awaySignsMs;
      if ((await options.signs()) !== signs) return;
    }
  }

  async function live(address: LinkAddress): Promise<LinkFailure> {
    attempt = new AbortController();
    let opened: Link;
    try {
      const signal = AbortSignal.any([attempt.signal, life.signal]);
      opened = await openWithPassword(address, timings.helloTimeoutMs, signal, knownReading);
    } catch (error) {
      if (error instanceof LinkError) return error.failure;
      throw error;
    }
    const openedAtMs = options.nowMs();
    sameRun &&= address.url === linkedUrl;
    linkedUrl = address.url;
    options.changed(null);
    // `reconnect()` may forget this link while it is in use.
    link = opened;
    await options.use(opened, sameRun);
    const failure = await opened.closed;
    if (link === opened) link = null;
    sameRun = true;
    if (options.nowMs() - openedAtMs >= timings.stableLinkMs) failures = 0;
    return failure;
  }

  async function untilAskedOrChanged(tried: LinkAddress): Promise<void> {
    failures = 0;
    let isChanged = false;
    while (!life.signal.aborted && !isAsked && !isChanged) {
      await wake.wait(timings.addressPollMs);
      const { url, password } = await options.address();
      isChanged = url !== tried.url || password !== tried.password;
    }
  }

  function retryNow(): void {
    failures = 0;
    if (link !== null) return;
    isAsked = true;
    wake.wake();
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      life.abort();
      link?.close();
      wake.wake();
      await running;
    },
    retryNow,
    reconnect() {
      attempt.abort();
      link?.close();
      link = null;
      retryNow();
    },
  };
}

function endsRun(failure: LinkFailure): boolean {
  return failure.kind === 'refused' || (failure.kind === 'closed' && failure.code === 1001);
}
