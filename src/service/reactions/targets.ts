import http from 'node:http';
import https from 'node:https';
import { codeOf } from '../../lib/error-code.js';
import { knock, NoAnswerError } from '../../lib/knock.js';
import { nearestName } from '../../lib/nearest-name.js';
import { portOf } from '../../lib/obs-address.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import { VERSION } from '../../lib/version.js';
import type { ReactionFault } from '../../obs/react/fault.js';
import type { ReactionResult } from '../../obs/react/reaction-lane.js';

/** Sends JSON to other programs, each target one after the other. */
export interface Targets {
  /**
   * Settles with what became of it; never rejects. Sent once: what fails is not tried again, it may have arrived.
   * `notAfterMs`: on the clock of `nowMs`, nothing is sent later.
   */
  send(to: string, json: string, notAfterMs: number): Promise<ReactionResult>;
  /** Why it would not get what is sent, as far as is known; null: it took what was sent last, or nobody has tried. */
  fault(to: string): ReactionFault | null;
  /** The same, after a look whether somebody answers there now; nothing is sent. */
  look(to: string): Promise<ReactionFault | null>;
  /** Looks again and again whether somebody answers at these targets. */
  watch(names: readonly string[]): void;
  stop(): void;
}

export interface TargetsOptions {
  /** Name → address. */
  readonly addresses: () => Readonly<Record<string, string>>;
  /** Where this program itself listens: what is sent there would be a press. */
  readonly ownPort: () => number;
  readonly nowMs: () => number;
  readonly changed: () => void;
  readonly timeoutMs?: number;
  readonly checkMs?: number;
}

const TIMEOUT_MS = 2_000;
const CHECK_MS = 15_000;
/** More than a target can take within the 3 seconds that a reaction waits. */
const QUEUE_LIMIT = 32;
const MOST_ANSWER_CHARS = 200;

export function createTargets(options: TargetsOptions): Targets {
  const { addresses, ownPort, nowMs, changed, timeoutMs = TIMEOUT_MS, checkMs = CHECK_MS } = options;
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  /** Whether somebody takes connections there. */
  const found = new Map<string, ReactionFault | null>();
  /** By address: what it said to the last that was sent, where that was no success. A connection alone proves nothing. */
  const refusals = new Map<string, ReactionFault>();
  let watched: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function note(to: string, url: URL, fault: ReactionFault | null, refusal?: ReactionFault | null): void {
    const before = faultOf(to)?.finding;
    found.set(to, fault);
    if (refusal === null) refusals.delete(url.href);
    else if (refusal !== undefined) refusals.set(url.href, refusal);
    if (before !== faultOf(to)?.finding) changed();
  }

  function faultOf(to: string): ReactionFault | null {
    const url = addressOf(to);
    return url instanceof URL ? (found.get(to) ?? refusals.get(url.href) ?? null) : url;
  }

  const addressOf = (to: string): URL | ReactionFault => addressIn(addresses(), ownPort(), to);

  async function sendNow(to: string, json: string, notAfterMs: number): Promise<ReactionResult> {
    if (nowMs() > notAfterMs) return { ok: false, fault: busy(to) };
    const url = addressOf(to);
    if (!(url instanceof URL)) return { ok: false, fault: url };
    try {
      const { status, text } = await post(url, json, timeoutMs, () => nowMs() > notAfterMs);
      const refusal = status >= 200 && status < 300 ? null : answered(to, status, text);
      note(to, url, null, refusal);
      return refusal === null ? { ok: true, message: `Sent to "${to}".` } : { ok: false, fault: refusal };
    } catch (error) {
      if (error instanceof LateError) return { ok: false, fault: busy(to) };
      const fault = notReached(to, error, timeoutMs);
      note(to, url, fault);
      return { ok: false, fault };
    }
  }

  async function look(to: string): Promise<ReactionFault | null> {
    const url = addressOf(to);
    if (url instanceof URL) note(to, url, await knockFault(to, url, timeoutMs));
    return faultOf(to);
  }

  async function check(): Promise<void> {
    const names = watched;
    await Promise.all(names.map(look));
    if (names === watched) schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (watched.length === 0) return;
    timer = setTimeout(() => void check(), checkMs);
    timer.unref();
  }

  return {
    send(to, json, notAfterMs) {
      const queue = queues.get(to) ?? { last: Promise.resolve(), waiting: 0 };
      queues.set(to, queue);
      if (queue.waiting >= QUEUE_LIMIT) return Promise.resolve({ ok: false, fault: tooMany(to) });
      queue.waiting += 1;
      const sent = queue.last.then(() => sendNow(to, json, notAfterMs));
      queue.last = sent.finally(() => (queue.waiting -= 1));
      return sent;
    },
    fault: faultOf,
    look,
    watch(names) {
      watched = [...new Set(names)];
      clearTimeout(timer);
      void check();
    },
    stop() {
      watched = [];
      clearTimeout(timer);
    },
  };
}

/** Why nothing could be sent to this target now; null: somebody answers there. Nothing is sent. */
export function lookAtTarget(
  to: string,
  addresses: Readonly<Record<string, string>>,
  ownPort: number,
): Promise<ReactionFault | null> {
  const url = addressIn(addresses, ownPort, to);
  return url instanceof URL ? knockFault(to, url, TIMEOUT_MS) : Promise.resolve(url);
}

/** The address, or why there is none to send to. */
function addressIn(
  known: Readonly<Record<string, string>>,
  ownPort: number,
  to: string,
): URL | ReactionFault {
  const text = Object.hasOwn(known, to) ? known[to] : undefined;
  if (text === undefined) return noTarget(to, Object.keys(known));
  return isUrlOfThisPc(text) && portOf(text) === ownPort ? sendsToItself(to) : new URL(text);
}

async function knockFault(to: string, url: URL, timeoutMs: number): Promise<ReactionFault | null> {
  try {
    await knock(url.href, timeoutMs);
    return null;
  } catch (error) {
    return notReached(to, error, timeoutMs);
  }
}

/** The connection was there only when it was too late to send. */
class LateError extends Error {}

/** One request over a connection of its own, so that nothing is sent again behind our back; redirects are not followed. */
function post(
  url: URL,
  json: string,
  timeoutMs: number,
  isLate: () => boolean,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const isHttps = url.protocol === 'https:';
    const request = (isHttps ? https : http).request(url, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
        'user-agent': `tarkov-stream-producer/${VERSION}`,
      },
    });
    const timer = setTimeout(() => request.destroy(new NoAnswerError()), timeoutMs);
    request.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // It would talk another protocol from here on; no `response` comes then.
    request.once('upgrade', (response, socket) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, text: '' });
    });
    request.once('response', (response) => {
      let text = '';
      const done = (): void => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text });
        request.destroy();
      };
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length >= MOST_ANSWER_CHARS) done();
      });
      response.once('end', done);
      // That it answered is what counts; how the answer goes on does not.
      response.once('error', done);
    });
    request.once('socket', (socket) =>
      socket.once(isHttps ? 'secureConnect' : 'connect', () => {
        if (isLate()) request.destroy(new LateError());
        else request.end(json);
      }),
    );
  });
}

function noTarget(to: string, known: readonly string[]): ReactionFault {
  const nearest = nearestName(to, known);
  return {
    ...targetFault(
      to,
      `A reaction sends to "${to}", and there is no target of that name.`,
      nearest === null
        ? 'Add its address in Set-up, under "Other programs".'
        : `Did you mean "${nearest}"? Correct the reaction in Set-up.`,
    ),
    word: `No target ${to}`,
  };
}

function sendsToItself(to: string): ReactionFault {
  return {
    ...targetFault(
      to,
      `The target "${to}" is this program itself, so nothing is sent.`,
      'Give it the address of another program in Set-up.',
    ),
    word: `${to} is this program itself`,
  };
}

function busy(to: string): ReactionFault {
  return targetFault(
    to,
    `"${to}" was busy for more than 3 seconds, so it was left out.`,
    'Look whether that program works as it should.',
  );
}

function tooMany(to: string): ReactionFault {
  return targetFault(
    to,
    `More came at once than can wait for "${to}", so the rest was left out.`,
    'Nothing is to be done, unless that happens often: then send to it less.',
  );
}

function answered(to: string, status: number, text: string): ReactionFault {
  const plain = text.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_ANSWER_CHARS);
  const finding =
    status >= 300 && status < 400
      ? `"${to}" answered with a redirect (${status}), which is not followed.`
      : `"${to}" answered with ${status}${plain === '' ? '' : `: ${plain.replace(/\.$/, '')}`}.`;
  return {
    ...targetFault(to, finding, 'Check its address and what is sent in Set-up, then press "Try" there.'),
    word: `${to} answers ${status}`,
  };
}

function notReached(to: string, error: unknown, timeoutMs: number): ReactionFault {
  if (error instanceof NoAnswerError)
    return targetFault(
      to,
      `"${to}" did not answer in ${timeoutMs / 1000} s, so nobody knows whether it took it.`,
      'Look whether that program works as it should.',
    );
  const code = codeOf(error) ?? 'no connection';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return targetFault(
      to,
      `The address of "${to}" is of no PC or site that can be found (${code}).`,
      'Correct it in Set-up, under "Other programs".',
    );
  return targetFault(
    to,
    code === 'ECONNREFUSED'
      ? `Nothing answers at the address of "${to}".`
      : `"${to}" cannot be reached (${code}).`,
    'Start that program and switch its HTTP server on, or correct its address in Set-up.',
  );
}

function targetFault(to: string, finding: string, remedy: string): ReactionFault {
  return { code: 'passing', names: [to], word: `${to} does not answer`, finding, remedy };
}
