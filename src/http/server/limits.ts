/** The limits of the HTTP side that tests shorten; nothing else changes them. What one call limits stands beside it. */
export interface HttpLimits {
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxUrlChars: number;
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly timeoutCheckMs: number;
  readonly lingerMs: number;
  readonly closeGraceMs: number;
  readonly maxEventStreams: number;
  readonly heartbeatMs: number;
  readonly maxRefusalLogLinesPerMinute: number;
  readonly maxWrongTokens: number;
  readonly wrongTokenWindowMs: number;
  readonly maxWrongTokenAddresses: number;
  readonly tokenTurnMs: number;
  readonly maxTokenWaitMs: number;
  readonly rightTokenMemoryMs: number;
  readonly maxNetworkConnections: number;
  readonly maxConnectionsOfDevice: number;
  readonly maxNetworkEventStreams: number;
  readonly interfacesCheckMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  // The largest honest body is a kill with a long weapon name: far below 1 kB. 16 kB forgives any client's padding.
  maxBodyBytes: 16 * 1024,
  // Cookies that other programs set on `localhost` (any port) come along with a browser's request, so not less.
  maxHeaderBytes: 16 * 1024,
  maxUrlChars: 4096,
  // A thousand bad callers must leave room for a good one; each idle connection costs some 10 kB.
  maxConnections: 2000,
  // A deck sends its request in one packet. Who trickles longer than this is broken or hostile (slowloris).
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  // Long enough that a burst of kill presses shares one connection.
  keepAliveTimeoutMs: 10_000,
  // Node looks for overdue requests only this often (its default is 30 s).
  timeoutCheckMs: 1_000,
  // After a refused body the client may go on sending this long, so that it reads the answer and not a reset.
  lingerMs: 1_000,
  // A press that is being stored when the service stops gets this long to be answered.
  closeGraceMs: 1_000,
  // Docks, phones and overlays of one streamer; each costs a write per change.
  maxEventStreams: 32,
  // Keeps proxies and phones from dropping a silent stream, and finds readers that have gone.
  heartbeatMs: 15_000,
  // Refusals are worth a log line, but a page that hammers must not rotate the useful log away.
  maxRefusalLogLinesPerMinute: 60,
  // Enough for a person who mistypes; at this pace the shortest token (8 characters) lasts for thousands of years.
  maxWrongTokens: 10,
  wrongTokenWindowMs: 60_000,
  // A LAN has fewer devices; each costs some 100 bytes.
  maxWrongTokenAddresses: 1000,
  // After too many wrong ones tokens of strangers are compared at this pace: 10,000 common words take over a
  // quarter of an hour, though some programs of a device wait each for itself.
  tokenTurnMs: 500,
  // A key that waits longer shows an alert and is pressed again.
  maxTokenWaitMs: 3_000,
  // A stream lasts for hours, and a deck may rest for some of them.
  rightTokenMemoryMs: 24 * 60 * 60 * 1000,
  // Some systems give a program no more than 1024 file handles, and the database, the log and the keys here need theirs.
  maxNetworkConnections: 256,
  // Far more than a browser with several tabs, a deck and a plugin open at once.
  maxConnectionsOfDevice: 64,
  // The rest is for the docks on this PC.
  maxNetworkEventStreams: 16,
  // A cable that is plugged in, a WLAN that comes up.
  interfacesCheckMs: 5_000,
};

/** Longest password or OBS address that a field takes; the settings file has the same limit for passwords. */
export const MAX_SECRET_CHARS = 256;
