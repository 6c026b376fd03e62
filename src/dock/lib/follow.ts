import { createSharedEvents } from './shared-events.js';
import type { SnapshotJson } from '../../client/wire.js';

export interface Following {
  /** Asks the service for a new snapshot, though nothing may have changed. */
  refresh(): void;
}

/**
 * Follows the service's events while the page can be seen, and comes back by itself after the service was away. A page
 * that nobody sees holds no connection; it gets the newest snapshot when it is shown.
 * @param onSnapshot each new truth, the one that came with the page at once; on a reconnect too, so a missed event does
 *   no harm.
 * @param onLost the service has stopped answering; may be told again until the next snapshot.
 */
export function follow(onSnapshot: (snapshot: SnapshotJson) => void, onLost: () => void): Following {
  const events = createSharedEvents((text, ageMs) => {
    onSnapshot(aged(JSON.parse(text) as SnapshotJson, ageMs));
  }, onLost);
  let isFollowing = false;

  function set(shouldFollow: boolean): void {
    if (shouldFollow === isFollowing) return;
    isFollowing = shouldFollow;
    if (shouldFollow) events.open();
    else events.close();
  }

  const look = (): void => {
    set(!document.hidden);
  };
  document.addEventListener('visibilitychange', look);
  // Left, and come back to by the browser's Back: some browsers keep the page as it was, others keep its connections.
  window.addEventListener('pagehide', () => {
    set(false);
  });
  window.addEventListener('pageshow', look);
  document.addEventListener('resume', look);
  const first = firstSnapshot();
  if (first !== null) onSnapshot(first);
  look();
  return { refresh: events.reopen };
}

/** The snapshot that came with the page; null when there was none. */
function firstSnapshot(): SnapshotJson | null {
  const data = document.getElementById('snapshot')?.textContent;
  return data == null ? null : (JSON.parse(data) as SnapshotJson);
}

/** A snapshot that was kept for a while, with its times as they would be now. */
function aged(snapshot: SnapshotJson, ageMs: number): SnapshotJson {
  if (ageMs < 1_000) return snapshot;
  const now = new Date(Date.parse(snapshot.now) + ageMs).toISOString();
  const { rehearsal } = snapshot;
  if (rehearsal == null) return { ...snapshot, now };
  const seconds_left = Math.max(0, Math.round(rehearsal.seconds_left - ageMs / 1000));
  return { ...snapshot, now, rehearsal: { ...rehearsal, seconds_left } };
}
