import { nextPhaseChange, phaseOf } from '../show/phase.js';
import type { Phase } from '../show/overlay.js';
import { project } from '../show/project.js';
import { scavCooldown } from '../show/view.js';
import type { Show } from '../show/show.js';
import type { DesiredState } from '../obs/sync/desired-state.js';
import { nextDayStart } from '../raid/day-boundary.js';
import { isOpen, isOver } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import { isStale, staleAt } from '../raid/press/stale.js';

/** Decides what OBS should show, and when to decide again. */
export interface Director {
  /** Reads the truth and tells OBS; settles when it has told OBS once. */
  start(): Promise<void>;
  stop(): void;
  /** Something is stored or the show was edited: read again. Cheap to call twice, harmless to miss once. */
  refresh(): void;
  /** Calls back when time alone has changed what is shown: a new day, a stale raid, an outcome that was shown for long enough. */
  onTime(listener: () => void): () => void;
}

export interface DirectorOptions {
  readonly readSnapshot: (now: Date) => Promise<Snapshot>;
  readonly show: () => Show;
  readonly setDesired: (desired: DesiredState) => void;
  readonly now: () => Date;
  /** Told what is stored before each look at the time: it says whether `now` may follow a clock that was set. */
  readonly beforeNow?: (snapshot: Snapshot) => void;
  readonly onError: (error: unknown) => void;
}

/** Wakes at least this often, because timers of a PC that slept, or whose clock was set, come late. */
const LONGEST_SLEEP_MS = 60_000;
/** After a failed read. */
const RETRY_MS = 1_000;

/** What the last desired state was made from; a change of phase is found by comparing with it. */
interface Previous {
  readonly phase: Phase;
  readonly at: Date;
  readonly newestRaidId: number;
}

export function createDirector(options: DirectorOptions): Director {
  let snapshot: Snapshot | null = null;
  let previous: Previous | null = null;
  let figuresEndAt = new Date(0);
  let timer: NodeJS.Timeout | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | null = null;
  let readAgain = false as boolean;
  let stopped = false as boolean;
  const timeListeners = new Set<() => void>();

  /** Reads until nothing has changed while it read, then tells OBS once. */
  async function readUntilCurrent(): Promise<void> {
    while (readAgain) {
      readAgain = false;
      const now = options.now();
      snapshot = await options.readSnapshot(now);
      figuresEndAt = nextFigures(snapshot, options.show(), now);
    }
    if (!stopped) tellObs();
  }

  function refresh(): Promise<void> {
    readAgain = true;
    reading ??= readUntilCurrent()
      .catch(retryLater)
      .finally(() => {
        reading = null;
        // A change that came after the last look, before this line.
        if (readAgain && !stopped) refreshLater();
      });
    return reading;
  }

  function tellObs(): void {
    if (snapshot === null) return;
    options.beforeNow?.(snapshot);
    const [now, show] = [options.now(), options.show()];
    const overlay = project(snapshot, show, now);
    const sceneChange = whyPhaseChanged(previous, snapshot, show, now);
    previous = {
      phase: overlay.phase,
      at: now,
      newestRaidId: Math.max(previous?.newestRaidId ?? 0, snapshot.raid?.raid_id ?? 0),
    };
    options.setDesired({ revision: snapshot.revision, overlay, sceneChange });
    if (sceneChange?.cause === 'time') tellTime();
    sleep(untilNextLook(snapshot, show, now, figuresEndAt), wake);
  }

  function wake(): void {
    // Everything else that changes with time can be computed from this snapshot.
    if (options.now() >= figuresEndAt) {
      refreshLater();
      tellTime();
      return;
    }
    try {
      tellObs();
    } catch (error) {
      retryLater(error);
    }
  }

  function tellTime(): void {
    for (const listener of timeListeners) listener();
  }

  /** The timers of the last snapshot keep running, so that a failed read does not freeze the clock on screen. */
  function retryLater(error: unknown): void {
    options.onError(error);
    clearTimeout(retryTimer);
    if (!stopped) retryTimer = setTimeout(refreshLater, RETRY_MS);
  }

  /** In a turn of its own: whoever pressed gets the reply first. */
  function refreshLater(): void {
    setImmediate(() => {
      if (!stopped) void refresh();
    });
  }

  function sleep(ms: number, then: () => void): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(then, ms);
  }

  return {
    start: refresh,
    refresh: refreshLater,
    onTime(listener) {
      timeListeners.add(listener);
      return () => timeListeners.delete(listener);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(retryTimer);
    },
  };
}

/** Why the phase changed since the last desired state: a press, or time; null when it did not change. */
export function whyPhaseChanged(
  previous: Previous | null,
  snapshot: Snapshot,
  show: Show,
  now: Date,
): DesiredState['sceneChange'] {
  if (previous === null) return null;
  const { raid } = snapshot;
  const isNewRaid = raid !== null && isOpen(raid.status) && raid.raid_id > previous.newestRaidId;
  if (isNewRaid) return { cause: 'start' };
  if (phaseOf(snapshot, show.post_raid_seconds, now) === previous.phase) return null;
  // If the phase would differ without the passing of time, a press changed it.
  const withoutTime = phaseOf(snapshot, show.post_raid_seconds, previous.at);
  return withoutTime === previous.phase
    ? // An outcome without a scene of its own was shown over the raid's.
      { cause: 'time', fromScene: show.scenes[previous.phase] ?? show.scenes.in_progress }
    : { cause: 'press' };
}

/** When time alone makes other figures: a new day, or a raid that no longer holds the day before. */
function nextFigures({ raid }: Snapshot, show: Show, now: Date): Date {
  const dayEnd = nextDayStart(now, show.day_starts_at);
  const stale = raid === null ? null : staleAt(raid);
  return stale !== null && stale > now && stale < dayEnd ? stale : dayEnd;
}

/** Also as a section: `{{#scav}}{{cooldown}}{{/scav}}`. */
const COOLDOWN = /\bscav\b.*\bcooldown\b/s;

/** Whether a text counts the scav's cooldown down. */
function showsCooldown({ texts }: Show): boolean {
  return Object.values(texts).some((template) => template !== null && COOLDOWN.test(template));
}

/** Milliseconds until time alone changes what should be on screen. */
function untilNextLook(snapshot: Snapshot, show: Show, now: Date, figuresEndAt: Date): number {
  const waits = [LONGEST_SLEEP_MS];
  const { raid } = snapshot;
  if (raid !== null && isOpen(raid.status) && !isOver(raid) && !isStale(raid, now)) {
    // On the second of the timer that runs, so that it never shows a second twice or skips one.
    const ranMs = now.getTime() - (raid.matched_at ?? raid.started_at).getTime();
    waits.push(1000 - (((ranMs % 1000) + 1000) % 1000));
  } else {
    waits.push(figuresEndAt.getTime() - now.getTime());
  }
  // A countdown that somebody sees moves on the second, too.
  const left = showsCooldown(show) ? scavCooldown(snapshot, now, show) : 0;
  if (left > 0 && snapshot.scav_ended_at !== null) {
    const ranMs = now.getTime() - snapshot.scav_ended_at.getTime();
    waits.push(1000 - (((ranMs % 1000) + 1000) % 1000));
  }
  const phaseChange = nextPhaseChange(snapshot, show.post_raid_seconds, now);
  if (phaseChange !== null) waits.push(phaseChange.getTime() - now.getTime());
  return Math.max(1, Math.min(...waits));
}
