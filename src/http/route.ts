import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FieldSchema } from './fields.js';
import type { HttpPorts } from './ports.js';

/** What a handler may reach. */
export interface CallContext {
  readonly ports: HttpPorts;
  /** Where the service listens, as URLs; for pages. */
  readonly addresses: readonly string[];
  /** The address by which this caller reached it, e.g. `http://localhost:4777`. */
  readonly calledAs: string;
  /** The caller is on this PC. */
  readonly isLocal: boolean;
}

/** What a handler answers. The JSON is for programs, the text for `?format=text`. */
export type Reply =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly json: object;
      readonly text: string;
      /** What who prefers HTML gets instead: a person with a browser. */
      readonly page?: { readonly html: string; readonly policy: string };
    }
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'page'; readonly html: string }
  /** Takes the response over and ends it itself. */
  | { readonly kind: 'stream'; readonly open: (res: ServerResponse) => void };

/** One call of the outside contract. The router, the GET twins, the gate and the API description all read this. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In the router's notation, e.g. `/raids/:raid_id`. */
  readonly path: string;
  /** One line for people. */
  readonly summary: string;
  readonly fields: FieldSchema;
  /** True: a press. It is logged, has no HEAD, and a browser that merely opens the address must not trigger it. */
  readonly changes: boolean;
  /** A page for people: no fields, no `?format`, and any query is fine. */
  readonly page: boolean;
  /** The reply never ends by itself. */
  readonly streams: boolean;
  /** The path of the call that this one is the GET twin of. */
  readonly twinOf?: string;
  /** A field that is null is taken away; elsewhere null is "not given". */
  readonly nullClears?: boolean;
  /** Where the limit that all calls share is too small. */
  readonly maxBodyBytes?: number;
  /** True: it changes settings of this PC, so that no other device may call it, whatever token it shows. */
  readonly isLocalOnly?: boolean;
  /** False: this call is nothing for a key. */
  readonly hasTwin?: boolean;
  /** Fields that the path itself gives. */
  readonly pathFields?: Readonly<Record<string, string>>;
  readonly handle: (fields: unknown, context: CallContext) => Promise<Reply>;
}

export const NO_FIELDS = z.object({});

/** A call that reads. */
export function read(path: string, summary: string, handle: (context: CallContext) => Promise<Reply>): Route {
  return {
    method: 'GET',
    path,
    summary,
    fields: NO_FIELDS,
    changes: false,
    page: false,
    streams: false,
    handle: (_fields, context) => handle(context),
  };
}

/** A call that reads by fields: what to look for, in the path or the query. */
export function query<T extends FieldSchema>(
  path: string,
  summary: string,
  fields: T,
  handle: (fields: z.output<T>, context: CallContext) => Promise<Reply>,
): Route {
  return { ...press(path, summary, fields, handle), method: 'GET', changes: false };
}

/** A page for people. */
export function page(path: string, summary: string, render: (context: CallContext) => string): Route {
  const handle = (context: CallContext): Promise<Reply> =>
    Promise.resolve({ kind: 'page', html: render(context) });
  return { ...read(path, summary, handle), page: true };
}

/** A call whose reply goes on until the caller leaves. */
export function stream(
  path: string,
  summary: string,
  handle: (context: CallContext) => Promise<Reply>,
): Route {
  return { ...read(path, summary, handle), streams: true };
}

/** A call that changes something; its handler gets the fields already checked and typed by the schema. */
export function press<T extends FieldSchema>(
  path: string,
  summary: string,
  fields: T,
  handle: (fields: z.output<T>, context: CallContext) => Promise<Reply>,
): Route {
  return {
    method: 'POST',
    path,
    summary,
    fields,
    changes: true,
    page: false,
    streams: false,
    // `parseFields` with this very schema is what makes the fields; the table erases the type in between.
    handle: (given, context) => handle(given as z.output<T>, context),
  };
}

/** A call that corrects what is stored, by its id in the path. */
export function correct<T extends FieldSchema>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  summary: string,
  fields: T,
  handle: (fields: z.output<T>, context: CallContext) => Promise<Reply>,
): Route {
  return { ...press(path, summary, fields, handle), method, nullClears: method === 'PATCH' };
}

/** What a twin's path ends with where the method alone tells two calls apart. */
const TWIN_ENDINGS = { GET: '', POST: '', PATCH: '/update', DELETE: '/delete' } as const;

/**
 * The GET twin of every call that changes something, for keys that can do no more than open a URL. A key knows no ids,
 * so where there is one in the path the twin is about the last.
 */
export function withDeckTwins(routes: readonly Route[]): readonly Route[] {
  const twins = routes
    .filter(({ changes, method, hasTwin }) => changes && method !== 'GET' && hasTwin !== false)
    .map((route): Route => {
      const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, name = '']) => name);
      const path = `/deck${route.path.replaceAll(/:\w+/g, 'last')}${TWIN_ENDINGS[route.method]}`;
      const pathFields = Object.fromEntries(names.map((name) => [name, 'last']));
      return { ...route, method: 'GET', path, twinOf: route.path, pathFields };
    });
  return [...routes, ...twins];
}
