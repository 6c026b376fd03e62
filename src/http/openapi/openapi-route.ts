import { read, type Route } from '../route.js';
import { describeApi } from './openapi.js';

/** `GET /openapi.json`. `routes` is asked late, because the list holds this call, too. */
export function createOpenApiRoute(routes: () => readonly Route[]): Route {
  return read('/openapi.json', 'This description, as OpenAPI 3.1.', ({ ports, addresses }) => {
    const json = describeApi(routes(), ports.version, addresses);
    const text = `OpenAPI 3.1 of Tarkov Stream Producer ${ports.version}: open it without format=text.`;
    return Promise.resolve({ kind: 'json', status: 200, json, text });
  });
}
