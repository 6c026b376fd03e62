import * as z from 'zod';
import { replies } from '../../contract/reply.js';
import { json, read, type Route } from '../call/route.js';
import { describeApi } from './openapi.js';

/** `GET /openapi.json`. `routes` is asked late, because the list holds this call, too. */
export function createOpenApiRoute(routes: () => readonly Route[]): Route {
  return read({
    path: '/openapi.json',
    summary: 'This description, as OpenAPI 3.1.',
    reply: replies(z.looseObject({ openapi: z.string() }), { openapi: '3.1.0' }),
    handle: (_fields, { ports, addresses }) => {
      const text = `OpenAPI 3.1 of Tarkov Stream Producer ${ports.version}: open it without format=text.`;
      return Promise.resolve(json(describeApi(routes(), ports.version, addresses), text));
    },
  });
}
