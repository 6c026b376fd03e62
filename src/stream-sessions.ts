import type { SessionState } from './raid/session.js';
import { decideSessionTime, decideStream, sessionDueAt, type SessionRules } from './raid/decide-session.js';
import type { Change } from './raid/change.js';
import { applyChanges } from './store/apply-changes.js';
import { readSessionState } from './store/sessions.js';
import type { Store } from './store/store.js';

/** OBS's stream, as the OBS side tells of it. */
export interface StreamNews {
  readonly active: boolean;
  /** OBS tries to get the stream back; it is not over yet. */
  readonly reconnecting: boolean;
  readonly outputDurationMs: number | null;
}

/** Opens and closes sessions with OBS's stream and with time. None of it is a press, so undo does not see it. */
export interface StreamSessions {
  /** Looks at what time has done meanwhile, and goes on from there. */
  start(): Promise<void>;
  /** Settles when nothing is being stored any more. */
  stop(): Promise<void>;
  onStream(news: StreamNews): void;
  /** OBS cannot be asked any more, so a stream that is on now may be another one when it can be again. */
  onObsAway(): void;
  /** A press was stored, or the show was edited: time may do something else next. */
  refresh(): void;
}

export interface StreamSessionsOptions {
  readonly store: Store;
  readonly rules: () => SessionRules;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** Looks again at least this often, because timers of a PC that slept, or whose clock was set, come late. */
const LONGEST_SLEEP_MS = 60_000;
/** After a failed write; the stream's state is kept meanwhile. */
const RETRY_MS = 1_000;

/** News that waits while the database cannot be written; older ones are of no use then. */
const MOST_NEWS = 16;

export function createStreamSessions({ store, rules, now, onError }: StreamSessionsOptions): StreamSessions {
  // Each in its turn, and not the newest alone: that the stream was off in between is what matters.
  let pending: readonly DatedNews[] = [];
  let lastActiveAt: Date | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false as boolean;
  // One after the other: two looks at the same state would both open a session.
  let queue: Promise<void> = Promise.resolve();

  /**
   * Reads first: a write each time would wake everybody who follows the changes. Settles with the state that is left.
   */
  async function apply(decide: (state: SessionState) => readonly Change[]): Promise<SessionState> {
    const state = await store.read(readSessionState);
    if (decide(state).length === 0) return state;
    return store.transact(async (writer) => {
      await applyChanges(writer, decide(await readSessionState(writer)));
      return readSessionState(writer);
    });
  }

  async function takeIn(news: DatedNews): Promise<void> {
    const seen = { active: news.active || news.reconnecting, startedAt: startOf(news), lastActiveAt };
    await apply((state) => decideStream(state, seen, rules(), news.at));
    if (seen.active) lastActiveAt = news.at;
    pending = pending.filter((other) => other !== news);
  }

  async function look(): Promise<void> {
    if (stopped) return;
    try {
      for (const news of pending) await takeIn(news);
      const state = await apply((current) => decideSessionTime(current, rules(), now()));
      const due = sessionDueAt(state, rules());
      sleep(due === null ? LONGEST_SLEEP_MS : due.getTime() - now().getTime());
    } catch (error) {
      onError(error);
      sleep(RETRY_MS);
    }
  }

  function lookSoon(): Promise<void> {
    queue = queue.then(look);
    return queue;
  }

  function sleep(ms: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void lookSoon(), Math.min(Math.max(ms, 1), LONGEST_SLEEP_MS));
    timer.unref();
  }

  return {
    start: lookSoon,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await queue;
    },
    onStream(latest) {
      pending = [...pending, { ...latest, at: now() }].slice(-MOST_NEWS);
      void lookSoon();
    },
    onObsAway() {
      if (lastActiveAt !== null) lastActiveAt = now();
    },
    // In a turn of its own, like the director: whoever pressed gets the reply first.
    refresh: () => void setImmediate(() => void lookSoon()),
  };
}

interface DatedNews extends StreamNews {
  readonly at: Date;
}

function startOf({ at, outputDurationMs }: DatedNews): Date | null {
  return outputDurationMs === null ? null : new Date(at.getTime() - outputDurationMs);
}
