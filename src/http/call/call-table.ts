import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { answer } from './answer.js';
import type { CallRules, GateState } from '../gate/gate.js';
import type { HttpLimits } from '../server/limits.js';
import { nearestName } from '../../lib/nearest-name.js';
import { HttpError } from './problem.js';
import type { CallContext, Route } from './route.js';

/** `changes` and `isLocalOnly` are asked by the gate, with the very matching that the router uses. */
export interface CallTable extends CallRules {
  /** Runs the matching call; refuses unknown paths with 404 and wrong methods with 405, never 501. */
  readonly middlewares: readonly Middleware[];
  /** Whether a program may ask something at this address. */
  readonly reads: (path: string) => boolean;
}

/** Makes the router from the one list of calls. */
export function createCallTable(
  routes: readonly Route[],
  context: () => Omit<CallContext, 'calledAs' | 'isLocal'>,
  limits: HttpLimits,
): CallTable {
  // Case matters, so that a path has one spelling; a trailing slash does not.
  const router = new Router({ sensitive: true });
  for (const route of routes) {
    router.register(route.path, [route.method], async (ctx) => {
      // The router answers HEAD on every GET route by running its handler: that would press a key.
      if (ctx.method === 'HEAD' && !answersHead(route)) throw methodNotAllowed(ctx.method, [route]);
      const { isLocal = false } = ctx.state as GateState;
      await answer(ctx, route, { ...context(), calledAs: `http://${ctx.host}`, isLocal }, limits);
    });
  }
  const routesAt = (path: string): readonly Route[] => {
    const paths = router.match(path, 'GET').path.map((layer) => layer.path);
    return routes.filter((route) => paths.includes(route.path));
  };
  const unmatched: Middleware = (ctx) => {
    const found = routesAt(ctx.path);
    if (ctx.method === 'OPTIONS' && (found.length > 0 || ctx.path === '*')) {
      ctx.set('Allow', found.length > 0 ? allowOf(found) : ANY_METHOD);
      ctx.status = 204;
      return;
    }
    throw found.length > 0 ? methodNotAllowed(ctx.method, found) : notFound(ctx.path, routes);
  };
  return {
    changes: (method, path) =>
      routesAt(path).some((route) => route.method === method && route.kind === 'press'),
    isLocalOnly: (method, path) =>
      routesAt(path).some(
        (route) => route.method === (method === 'HEAD' ? 'GET' : method) && route.isLocalOnly === true,
      ),
    reads: (path) => routesAt(path).some((route) => route.kind === 'read'),
    middlewares: [router.routes() as Middleware, unmatched],
  };
}

/** For replies to requests so broken that their path is unknown. */
export const ANY_METHOD = 'GET, HEAD, POST, OPTIONS';

function answersHead(route: Route): boolean {
  return route.method === 'GET' && ['read', 'page', 'file'].includes(route.kind);
}

function allowOf(routes: readonly Route[]): string {
  const methods = routes.flatMap((route) => (answersHead(route) ? ['GET', 'HEAD'] : [route.method]));
  return [...new Set([...methods, 'OPTIONS'])].join(', ');
}

function methodNotAllowed(method: string, routes: readonly Route[]): HttpError {
  const right = routes.map((route) => `${route.method} ${route.path}`).join(' or ');
  const press = routes.find((route) => route.method === 'POST' && !route.path.includes(':'));
  const hint = press === undefined ? '' : `, or GET /deck${press.path} where a key can do no more`;
  const message = `${method} is not possible here: use ${right}${hint}.`;
  return new HttpError('method-not-allowed', message, { headers: { Allow: allowOf(routes) } });
}

function notFound(path: string, routes: readonly Route[]): HttpError {
  const known = routes.map((route) => route.path);
  const withoutDeck = path.replace(/^\/deck(?=\/)/, '');
  const meant = known.includes(withoutDeck) ? withoutDeck : nearestName(path, known);
  const shown = path.length > 80 ? `${path.slice(0, 80)}…` : path;
  const hint = meant === null ? 'GET /calls lists every call.' : `Did you mean ${meant}?`;
  return new HttpError('not-found', `There is no ${shown} here. ${hint}`);
}
