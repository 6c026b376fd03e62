import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { archiveRoutes } from '../routes/archive.js';
import { answerBrokenRequests, refuseProxyRequest } from './broken-request.js';
import { createCallTable } from '../call/call-table.js';
import type { CallerPolicy } from '../gate/caller.js';
import { createCallersNote } from '../gate/callers-seen.js';
import { createReadSnapshotJson } from '../events/read-snapshot-json.js';
import { createRefusedKeyNote } from '../gate/refused-key.js';
import { commandRoutes } from '../routes/commands.js';
import { createEventStreams } from '../events/event-streams.js';
import { renderHomePage } from '../pages/home-page.js';
import { gameLogRoutes } from '../routes/game-log.js';
import { historyRoutes } from '../routes/history.js';
import { createKoaApp } from './koa-app.js';
import { HTTP_LIMITS, type HttpLimits } from './limits.js';
import { listenOn, type Listeners, type Scope } from './listeners.js';
import { LOOPBACK_ONLY, planListening, type ListenPlan, type SettingFrom } from './listen-plan.js';
import { createKeyRoute } from '../keys/keys-route.js';
import { layoutRoutes } from '../keys/layout-routes.js';
import { obsRoutes } from '../routes/obs.js';
import { reactionRoutes } from '../routes/reactions.js';
import { createOpenApiRoute } from '../openapi/openapi-route.js';
import { mapRoutes } from '../routes/maps.js';
import { createNetworkConnections } from './network-connections.js';
import type { PageFile } from '../pages/page-files.js';
import type { HttpPorts } from '../ports.js';
import { readRoutes } from '../routes/read.js';
import { testDriveRoutes } from '../routes/test-drive.js';
import { page, withGetAliases, type Route } from '../call/route.js';
import { setupRoutes } from '../routes/setup.js';
import { setupPcRoutes } from '../routes/setup-pc.js';
import { sessionRoutes } from '../routes/sessions.js';
import { statsRoutes } from '../routes/stats.js';
import { showRoutes } from '../routes/show.js';

/** Who may call besides programs on this PC; it may change while the server runs. */
export interface Access {
  /** What other devices call this PC by: an address or name of it, or `0.0.0.0`; null: loopback alone. */
  readonly host: string | null;
  /** Where `host` is set, for the sentence that a token is missing. */
  readonly hostFrom: SettingFrom;
  /** What callers beyond loopback must know. */
  readonly token: string | null;
  /** Origins besides our own and `file://` that may press keys, e.g. `http://192.168.1.20:3000`. */
  readonly origins: readonly string[];
  /** Host names besides `localhost` and IP addresses. */
  readonly names: readonly string[];
}

const THIS_PC_ALONE: Access = { host: null, hostFrom: 'environment', token: null, origins: [], names: [] };

export interface HttpOptions extends Partial<Access> {
  /** 0 takes any free port. */
  readonly port: number;
  /** The pages; without them `/` shows the list of calls. */
  readonly pageFiles?: readonly PageFile[];
  /** The addresses of this PC in its networks, for tests. */
  readonly networkAddresses?: (family: 4 | 6) => string[];
  /** Other limits, for tests. */
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpServer {
  /** Every call that it answers. */
  readonly routes: readonly Route[];
  /** Settles when every address answers; rejects with a ListenError. `addresses` are URLs. */
  listen(): Promise<{ readonly port: number; readonly addresses: readonly string[] }>;
  /** URLs that answer now, the loopback ones first. */
  addresses(): readonly string[];
  /**
   * From now on these may call. Settles when the addresses are as told, and who may not be there any more is gone.
   * Rejects with a ListenError: the addresses of before stay then; all else counts.
   */
  setAccess(access: Access): Promise<void>;
  /** Takes no more calls, ends event streams, answers what is under way for a moment, then cuts. */
  close(): Promise<void>;
}

/** The whole HTTP side over the ports that it is given; it does nothing until `listen`. */
export function createHttpServer(ports: HttpPorts, options: HttpOptions): HttpServer {
  const limits: HttpLimits = { ...HTTP_LIMITS, ...options.limits };
  let access: Access = { ...THIS_PC_ALONE, ...options };
  let plan: ListenPlan = LOOPBACK_ONLY;
  let listeners: Listeners | undefined;
  let following: NodeJS.Timeout | undefined;
  let lastFollow: Promise<void> = Promise.resolve();
  let isClosing = false as boolean;
  const addresses = (): readonly string[] => listeners?.addresses ?? [];
  const refusedKey = createRefusedKeyNote(ports.now, () => {
    events.announce();
  });
  const readSnapshot = createReadSnapshotJson(ports, refusedKey.newest);
  const events = createEventStreams(ports, limits, readSnapshot);
  const callers = createCallersNote(ports.now, events.announce);
  const routes: readonly Route[] = withGetAliases([
    ...['/', '/calls'].map((path) =>
      page(path, 'Every call, on a page.', () => ({
        kind: 'page',
        html: renderHomePage(ports.version, addresses(), routes),
      })),
    ),
    ...commandRoutes,
    ...readRoutes,
    ...historyRoutes,
    ...sessionRoutes,
    ...statsRoutes,
    ...archiveRoutes,
    ...mapRoutes,
    ...obsRoutes,
    ...reactionRoutes,
    ...setupRoutes,
    ...setupPcRoutes,
    ...gameLogRoutes,
    ...showRoutes,
    ...testDriveRoutes,
    createKeyRoute(() => routes),
    ...layoutRoutes({
      routes: () => routes,
      token: () => access.token,
      pageFiles: options.pageFiles ?? [],
    }),
    createOpenApiRoute(() => routes),
    events.route,
  ]);
  const table = createCallTable(
    routes,
    () => ({ ports, addresses: addresses(), callers: callers.seen() }),
    limits,
  );
  const policy = (): CallerPolicy => ({
    names: [...plan.names, ...access.names].map((name) => name.toLowerCase()),
    origins: access.origins,
    ownOrigins: ownOrigins(listeners),
  });
  const app = createKoaApp({
    ports,
    table,
    pageFiles: options.pageFiles ?? [],
    policy,
    token: () => access.token,
    callers,
    refusedKey,
    readSnapshot,
    limits,
    isClosing: () => isClosing,
  });
  const handle = app.callback();
  /** One after the other, and none once it closes. */
  const follow = (replan?: () => Promise<void>): Promise<void> => {
    const followed = lastFollow.then(async () => {
      if (isClosing) return;
      await replan?.();
      await listeners?.follow(plan);
    });
    lastFollow = followed.catch(() => undefined);
    return followed;
  };
  return {
    routes,
    async listen() {
      plan = await planListening(access.host, access.token, access.hostFrom);
      const limitNetwork = createNetworkConnections(limits);
      const createServerFor = (scope: Scope): Server => {
        const server = createNodeServer(handle, limits);
        if (scope === 'network') limitNetwork(server);
        else server.maxConnections = limits.maxConnections;
        return server;
      };
      const { networkAddresses } = options;
      const opened = await listenOn(plan, createServerFor, options.port, ports.log, networkAddresses);
      listeners = opened;
      // What fails is tried again next time.
      following = setInterval(() => void follow().catch(() => undefined), limits.interfacesCheckMs).unref();
      return { port: opened.port, addresses: opened.addresses };
    },
    addresses,
    async setAccess(next) {
      const hasNewToken = next.token !== access.token;
      access = next;
      // A stream has shown the old token once and is not asked again.
      if (hasNewToken) events.endFromNetwork();
      await follow(async () => {
        plan = await planListening(next.host, next.token, next.hostFrom);
      });
    },
    async close() {
      isClosing = true;
      clearInterval(following);
      await lastFollow;
      events.close();
      await Promise.all((listeners?.servers ?? []).map((server) => closeServer(server, limits.closeGraceMs)));
    },
  };
}

function ownOrigins(listeners: Listeners | undefined): readonly string[] {
  return listeners === undefined ? [] : [`http://localhost:${listeners.port}`, ...listeners.addresses];
}

function createNodeServer(
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
  limits: HttpLimits,
): Server {
  const server = createServer({
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.timeoutCheckMs,
    // The gate refuses a missing Host itself, with a sentence.
    requireHostHeader: false,
  });
  answerBrokenRequests(server, limits);
  const onRequest = (req: IncomingMessage, res: ServerResponse): void => {
    if (!refuseProxyRequest(req, res)) void handle(req, res);
  };
  server.on('request', onRequest);
  // An unknown `Expect` is no reason to refuse a press.
  server.on('checkExpectation', onRequest);
  return server;
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
