import { isSameRun, type SessionState, type StreamRun } from '../raid/session/session.js';
import {
  decideSessionTime,
  decideStream,
  sessionDueAt,
  type SessionRules,
} from '../raid/session/decide-session.js';
import type { Change } from '../raid/press/change.js';
import { applyChanges } from '../store/journal/apply-changes.js';
import { readSessionState } from '../store/query/sessions.js';
import { keepStreamRun, readStreamRun } from '../store/query/stream-run.js';
import type { Store } from '../store/store.js';

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
  /** OBS cannot be asked any more: when it can be again, its stream may be over or another one. */
  onObsAway(): void;
  /** The clock was set by so many milliseconds: what was seen of the stream was seen so much later by it. */
  onClockStep(ms: number): void;
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
/** A burst of presses is looked at once, when OBS has been told of it: a press only moves a session's end further away. */
const REFRESH_MS = 200;
/** After a failed write; the stream's state is kept meanwhile. */
const RETRY_MS = 1_000;

/** News that waits while the database cannot be written; older ones are of no use then. */
const MOST_NEWS = 16;

export function createStreamSessions({ store, rules, now, onError }: StreamSessionsOptions): StreamSessions {
  // Every notice is handled in order, not only the newest: that the stream was off in between matters.
  let pending: readonly DatedNews[] = [];
  let told: DatedNews | null = null;
  let isOn = false;
  let lastOnAt: Date | null = null;
  let beganAt: Date | null = null;
  let follows = rules().follow_stream;
  let timer: NodeJS.Timeout | undefined;
  let refreshTimer: NodeJS.Timeout | undefined;
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

  /** When this stream began: it may have reconnected under this program's eyes before that was started again. */
  async function beganBefore(startedAt: Date | null): Promise<Date | null> {
    const kept = startedAt === null ? null : await store.read(readStreamRun);
    return kept !== null && startedAt !== null && isSameRun(kept.runAt, startedAt) ? kept.beganAt : startedAt;
  }

  async function keep(run: StreamRun): Promise<void> {
    const kept = await store.read(readStreamRun);
    if (kept !== null && isSameRun(kept.runAt, run.runAt) && isSameRun(kept.beganAt, run.beganAt)) return;
    await store.transact((writer) => keepStreamRun(writer, run));
  }

  async function takeIn(news: DatedNews): Promise<void> {
    const { at, stream } = news;
    // Until this notice came, the stream was on.
    if (isOn) lastOnAt = at;
    if (stream !== null) {
      const active = stream.active || stream.reconnecting;
      const startedAt = startOf(at, stream);
      if (isBack(lastOnAt, startedAt, rules().grace_seconds)) beganAt ??= startedAt;
      // Only a stream that ran before this program was started is looked up: of a later one more is known here.
      else beganAt = active && lastOnAt === null ? await beganBefore(startedAt) : startedAt;
      const seen = { active, startedAt, beganAt, lastActiveAt: lastOnAt };
      await apply((state) => decideStream(state, seen, rules(), at));
      if (active && startedAt !== null && beganAt !== null) await keep({ runAt: startedAt, beganAt });
    }
    isOn = stream !== null && stream.active && !stream.reconnecting;
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

  function lookAfterPresses(): void {
    refreshTimer = undefined;
    void lookSoon();
  }

  function tell(stream: StreamNews | null): void {
    told = { at: now(), stream };
    pending = [...pending, told].slice(-MOST_NEWS);
    void lookSoon();
  }

  async function moveRun(ms: number): Promise<void> {
    try {
      const kept = await store.read(readStreamRun);
      if (kept === null) return;
      const run = { runAt: movedBy(kept.runAt, ms), beganAt: movedBy(kept.beganAt, ms) };
      await store.transact((writer) => keepStreamRun(writer, run));
    } catch (error) {
      onError(error);
    }
  }

  return {
    start: lookSoon,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(refreshTimer);
      await queue;
    },
    onStream: tell,
    onObsAway() {
      // Only once: OBS passes through several away states on its way back.
      if (told !== null && told.stream !== null) tell(null);
    },
    onClockStep(ms) {
      const before = new Set([...pending, told]);
      const moved = (news: DatedNews): DatedNews =>
        before.has(news) ? { ...news, at: movedBy(news.at, ms) } : news;
      // Queued, because the notice being handled was timed by the clock before.
      queue = queue.then(() => {
        pending = pending.map(moved);
        told &&= moved(told);
        lastOnAt &&= movedBy(lastOnAt, ms);
        beganAt &&= movedBy(beganAt, ms);
        return isOn ? moveRun(ms) : undefined;
      });
      void lookSoon();
    },
    refresh() {
      const followed = follows;
      follows = rules().follow_stream;
      // The show file has just been told to follow the stream that runs.
      if (follows && !followed && told?.stream) tell(grown(told.stream, told.at, now()));
      else refreshTimer ??= setTimeout(lookAfterPresses, REFRESH_MS).unref();
    },
  };
}

/** `stream` is null when OBS went away. */
interface DatedNews {
  readonly at: Date;
  readonly stream: StreamNews | null;
}

function movedBy(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}

function startOf(at: Date, { outputDurationMs }: StreamNews): Date | null {
  return outputDurationMs === null ? null : new Date(at.getTime() - outputDurationMs);
}

/** Whether this is the stream that was on before. */
function isBack(lastOnAt: Date | null, startedAt: Date | null, graceSeconds: number): boolean {
  if (lastOnAt === null || startedAt === null) return false;
  return startedAt.getTime() - lastOnAt.getTime() <= graceSeconds * 1000;
}

/** The same notice as of a later time. */
function grown(stream: StreamNews, from: Date, to: Date): StreamNews {
  const { outputDurationMs } = stream;
  const laterMs = to.getTime() - from.getTime();
  return { ...stream, outputDurationMs: outputDurationMs === null ? null : outputDurationMs + laterMs };
}
