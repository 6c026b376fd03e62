import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { JsonOf, ReplyContract } from '../../contract/reply.js';
import type { CallersSeen } from '../gate/callers-seen.js';
import type { FieldSchema, GivenFields } from './fields.js';
import type { HttpPorts } from '../ports.js';

/** What a handler may reach. */
export interface CallContext {
  readonly ports: HttpPorts;
  /** Where the service listens, as URLs; for pages. */
  readonly addresses: readonly string[];
  /** The address by which this caller reached it, e.g. `http://localhost:4777`. */
  readonly calledAs: string;
  /** Who has called since the start. */
  readonly callers: CallersSeen;
  /** The caller is on this PC. */
  readonly isLocal: boolean;
}

/** JSON for programs, a text for `?format=text`. */
export interface JsonReply<Json extends object = object> {
  readonly kind: 'json';
  readonly status: number;
  readonly json: Json;
  readonly text: string;
}

/** What a handler answers. */
export type Reply =
  | JsonReply
  | { readonly kind: 'page'; readonly html: string }
  | FileReply
  /** Takes the response over and ends it itself. */
  | { readonly kind: 'stream'; readonly open: (res: ServerResponse) => void };

/** A file that a browser saves. */
export interface FileReply {
  readonly kind: 'file';
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A reply of JSON. @param text one line for keys that show it */
export function json<Json extends object>(body: Json, text: string, status = 200): JsonReply<Json> {
  return { kind: 'json', status, json: body, text };
}

/** What a call sends that is no JSON of ours: a file, or what goes on until all is sent. */
export interface StreamContract {
  readonly type: string;
  readonly description: string;
  /** What each piece of JSON in it is. */
  readonly schema?: z.ZodType;
}

/** One call of the outside contract. The router, the GET aliases, the gate and the API description all read this. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** In the router's notation, e.g. `/raids/:raid_id`. */
  readonly path: string;
  /** One line for people. */
  readonly summary: string;
  /**
   * `press` changes something: it is logged, has no HEAD, and a browser that merely opens the address must not trigger
   * it. `page` is for people: no fields, no `?format`, and any query is fine. A `file` is saved. A `stream` does not end by itself.
   */
  readonly kind: 'read' | 'press' | 'page' | 'file' | 'stream';
  readonly fields: FieldSchema;
  /** What it answers; of a page there is nothing to describe. */
  readonly reply: ReplyContract | StreamContract | null;
  /** The call that this one is the GET alias of. */
  readonly aliasOf?: Route;
  /** A field that is null is taken away; elsewhere null is "not given". */
  readonly nullClears?: boolean;
  /** Where the limit that all calls share is too small. */
  readonly maxBodyBytes?: number;
  /** What to do about a larger body, to complete "The body is larger than 16 kB: …". */
  readonly whenTooLarge?: string;
  /**
   * True: it shows or changes settings of this PC, so that no other device may call it, whatever token it shows, and no web
   * page but our own.
   */
  readonly isLocalOnly?: boolean;
  /** False: this call is nothing for a key. */
  readonly hasAlias?: boolean;
  /** Fields that the path itself gives. */
  readonly pathFields?: Readonly<Record<string, string>>;
  /** Checks the fields of long lists a few at a time, with the same answer as `fields`; else they are checked at once. */
  readonly check?: (given: GivenFields) => Promise<unknown>;
  readonly handle: (fields: unknown, context: CallContext) => Promise<Reply>;
}

const NO_FIELDS = z.object({});

type Answer<Schema extends z.ZodType> = Promise<JsonReply<JsonOf<Schema> & object>>;

/** A call with fields: its handler gets them checked and typed, and answers as the contract says. */
interface CallParts<Fields extends FieldSchema, Schema extends z.ZodType> extends Pick<
  Route,
  'path' | 'summary' | 'nullClears' | 'maxBodyBytes' | 'whenTooLarge' | 'isLocalOnly' | 'hasAlias'
> {
  readonly fields?: Fields;
  readonly check?: (given: GivenFields) => Promise<z.output<Fields>>;
  readonly reply: ReplyContract<Schema>;
  readonly handle: (fields: z.output<Fields>, context: CallContext) => Answer<Schema>;
}

function call<Fields extends FieldSchema, Schema extends z.ZodType>(
  kind: 'read' | 'press',
  method: Route['method'],
  { handle, fields, ...parts }: CallParts<Fields, Schema>,
): Route {
  return {
    ...parts,
    kind,
    method,
    fields: fields ?? NO_FIELDS,
    // `parseFields` with this very schema is what makes the fields; the table erases the type in between.
    handle: (given, context) => handle(given as z.output<Fields>, context),
  };
}

/** A call that reads. */
export function read<Fields extends FieldSchema, Schema extends z.ZodType>(
  parts: CallParts<Fields, Schema>,
): Route {
  return call('read', 'GET', parts);
}

/** A call that changes something; a POST, unless it says otherwise. */
export function press<Fields extends FieldSchema, Schema extends z.ZodType>({
  method = 'POST',
  ...parts
}: CallParts<Fields, Schema> & { readonly method?: 'POST' | 'PATCH' | 'DELETE' }): Route {
  return call('press', method, parts);
}

/** A page for people. */
export function page(
  path: string,
  summary: string,
  render: (context: CallContext) => Extract<Reply, { kind: 'page' }>,
): Route {
  return {
    ...{ method: 'GET', path, summary, kind: 'page', fields: NO_FIELDS, reply: null },
    handle: (_fields, context) => Promise.resolve(render(context)),
  };
}

/** A call that answers with a file. */
export function file<Fields extends FieldSchema>({
  fields,
  description,
  handle,
  ...parts
}: Pick<Route, 'path' | 'summary'> & {
  readonly fields: Fields;
  readonly description: string;
  readonly handle: (fields: z.output<Fields>, context: CallContext) => Omit<FileReply, 'kind'>;
}): Route {
  return {
    ...{ ...parts, method: 'GET', kind: 'file', fields, reply: { type: FILE_TYPE, description } },
    handle: (given, context) =>
      Promise.resolve({ kind: 'file', ...handle(given as z.output<Fields>, context) }),
  };
}

/** No browser opens or unpacks such a file by itself. */
export const FILE_TYPE = 'application/octet-stream';

/** A call whose reply goes on until all is sent, or the caller leaves. */
export function stream<Fields extends FieldSchema = typeof NO_FIELDS>(
  parts: Pick<Route, 'path' | 'summary'> & { readonly fields?: Fields; readonly reply: StreamContract },
  handle: (context: CallContext, fields: z.output<Fields>) => Promise<Reply>,
): Route {
  return {
    ...{ ...parts, method: 'GET', kind: 'stream', fields: parts.fields ?? NO_FIELDS },
    handle: (given, context) => handle(context, given as z.output<Fields>),
  };
}

/** What an alias's path ends with where the method alone tells two calls apart. */
const ALIAS_ENDINGS = { GET: '', POST: '', PATCH: '/update', DELETE: '/delete' } as const;

/**
 * The GET alias of every call that changes something, for keys that can do no more than open a URL. A key knows no ids,
 * so where there is one in the path the alias is about the last.
 */
export function withGetAliases(routes: readonly Route[]): readonly Route[] {
  const aliases = routes
    .filter(({ kind, hasAlias }) => kind === 'press' && hasAlias !== false)
    .map((route): Route => {
      const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, name = '']) => name);
      const path = `/deck${route.path.replaceAll(/:\w+/g, 'last')}${ALIAS_ENDINGS[route.method]}`;
      const pathFields = Object.fromEntries(names.map((name) => [name, 'last']));
      return { ...route, method: 'GET', path, aliasOf: route, pathFields };
    });
  return [...routes, ...aliases];
}
