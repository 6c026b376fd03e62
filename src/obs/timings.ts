import type { Backoff } from '../lib/backoff.js';

/** Deadlines and pauses of the link to OBS, which tests shorten. What one task takes at most stands beside it. */
export interface Timings extends Backoff {
  /** From the first packet to "identified". */
  readonly helloTimeoutMs: number;
  /** For a request or batch; past it the link counts as dead. */
  readonly callTimeoutMs: number;
  /** A scene switch waits for OBS's UI thread, which can be busy for seconds. */
  readonly switchTimeoutMs: number;
  /** OBS allows transitions of up to 20 s. */
  readonly transitionTimeoutMs: number;
  /** How long after a switch in studio mode its transition may take to begin. */
  readonly transitionStartTimeoutMs: number;
  /** A switch that OBS dropped is sent again after the transition, or after this. */
  readonly resendGapMs: number;
  /** Between two re-reads of what we bind; each is the heartbeat too. */
  readonly recheckMs: number;
  /** The same where OBS tells about changed settings by itself (obs-websocket 5.4). */
  readonly recheckWithEventsMs: number;
  /** A text that somebody edits in OBS is put right at most this often. */
  readonly rewriteGapMs: number;
  /** Another program's edits of one text count as a row while they follow each other within this time. */
  readonly contestGapMs: number;
  /** First and last pause of a text that another program keeps changing. */
  readonly contestRestMs: number;
  readonly contestRestCeilingMs: number;
  /** Re-reads asked for by events come at most this often. */
  readonly readGapMs: number;
  /** First and last pause while OBS says that it is not ready. */
  readonly notReadyBaseMs: number;
  readonly notReadyCeilingMs: number;
  /** A link that lived this long was a good one: the next backoff begins anew. */
  readonly stableLinkMs: number;
  /** While given up: how often to look whether the address or password has changed. */
  readonly addressPollMs: number;
  /**
   * While OBS does not run on this PC: how often its own files and the list of processes are read, which takes some tenths
   * of a second of Windows. In between we only knock.
   */
  readonly awayLookMs: number;
  /** The same for the dates of OBS's own files; another one is a reason to look at once. */
  readonly awaySignsMs: number;
  /** A collection switch that never reports its end. */
  readonly collectionTimeoutMs: number;
  /** OBS said that it exits, and is still there. */
  readonly exitTimeoutMs: number;
  /** `start` may leave a foreign scene only while the press is fresh, should the link break in between. */
  readonly startPrivilegeMs: number;
  /** Between two looks at whether the reactions can be carried out; what OBS tells of itself is looked at at once. */
  readonly reactionCheckMs: number;
  /** While texts follow each other within this time, reactions are as far apart: OBS must not be busy with them then. */
  readonly reactionPaceMs: number;
  /** From telling OBS to record to its word that it does. */
  readonly recordStartedTimeoutMs: number;
  /** From telling OBS to save the replay to its word that it is saved. */
  readonly replaySavedTimeoutMs: number;
  /** When the program stops: for putting back what reactions have shown. */
  readonly leaveTimeoutMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  helloTimeoutMs: 3_000,
  callTimeoutMs: 5_000,
  switchTimeoutMs: 15_000,
  transitionTimeoutMs: 22_000,
  transitionStartTimeoutMs: 500,
  resendGapMs: 2_000,
  recheckMs: 1_000,
  recheckWithEventsMs: 10_000,
  rewriteGapMs: 1_000,
  contestGapMs: 40_000,
  contestRestMs: 10_000,
  contestRestCeilingMs: 300_000,
  readGapMs: 100,
  notReadyBaseMs: 50,
  notReadyCeilingMs: 500,
  backoffBaseMs: 100,
  backoffCeilingLocalMs: 1_000,
  backoffCeilingRemoteMs: 10_000,
  stableLinkMs: 5_000,
  addressPollMs: 2_000,
  awayLookMs: 30_000,
  awaySignsMs: 5_000,
  collectionTimeoutMs: 30_000,
  exitTimeoutMs: 60_000,
  startPrivilegeMs: 10_000,
  reactionCheckMs: 10_000,
  reactionPaceMs: 200,
  recordStartedTimeoutMs: 5_000,
  replaySavedTimeoutMs: 60_000,
  leaveTimeoutMs: 1_000,
};
