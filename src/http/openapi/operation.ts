import type { Route } from '../route.js';
import { fieldDocs, fieldsSchema, type FieldDoc, type JsonSchema } from './field-docs.js';
import { REPLY_DOCS, STREAM_DOCS, type ReplyDoc } from './reply-docs.js';

/** One call as OpenAPI describes it. `refer` gives the place of a named schema. */
export function describeOperation(route: Route, refer: (doc: ReplyDoc) => JsonSchema): object {
  // The twin of a call with an id in its path is about the last one, so it is not told which.
  const fields = fieldDocs(route.fields).filter(({ name }) => !route.twinOf?.includes(`:${name}`));
  const inPath = fields.filter(({ name }) => route.path.includes(`:${name}`));
  const rest = fields.filter((field) => !inPath.includes(field));
  const hasBody = route.method !== 'GET' && rest.length > 0;
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...description(route),
    tags: [tagOf(route)],
    parameters: [
      ...inPath.map((field) => parameter(field, 'path')),
      ...(hasBody ? [] : rest.map((field) => parameter(field, 'query'))),
      ...(route.streams ? [] : [{ $ref: '#/components/parameters/Format' }]),
    ],
    ...(hasBody ? { requestBody: requestBody(route, rest, inPath) } : {}),
    responses: { ...replies(route, refer), ...PROBLEMS },
  };
}

function description(route: Route): { description?: string } {
  const parts = [
    ...(route.twinOf === undefined
      ? []
      : [`The same as \`${originalName(route)}\`, for keys that can only open an address.`]),
    ...(route.isLocalOnly === true
      ? ['For callers on the streaming PC alone: other devices get 403, with the token, too.']
      : []),
  ];
  return parts.length === 0 ? {} : { description: parts.join(' ') };
}

/** Under which heading a call stands. */
export function tagOf({ path, twinOf }: Route): string {
  return twinOf === undefined ? (/^\/([\w-]+)/.exec(path)?.[1] ?? 'page') : 'deck';
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^a-z]+/i).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parameter({ name, schema, required, example }: FieldDoc, place: 'path' | 'query'): object {
  return { name, in: place, required: place === 'path' || required, schema: withoutNull(schema), example };
}

/** An address has no null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf, type } = schema as { anyOf?: readonly JsonSchema[]; type?: string | readonly string[] };
  const choices = anyOf?.filter((choice) => choice['type'] !== 'null') ?? [];
  if (choices.length === 1) return choices[0] ?? schema;
  const types = [type ?? []].flat().filter((name) => name !== 'null');
  return types.length === 1 ? { ...schema, type: types[0] } : schema;
}

/** Not required as a whole, because fields may stand in the address as well. */
function requestBody(route: Route, fields: readonly FieldDoc[], inPath: readonly FieldDoc[]): object {
  const schema = fieldsSchema(route.fields, (name) => inPath.every((field) => field.name !== name));
  const example =
    replyDocOf(route)?.request ?? Object.fromEntries(fields.map((field) => [field.name, field.example]));
  const content = { schema, example };
  return { content: { 'application/json': content, 'application/x-www-form-urlencoded': content } };
}

function replies(route: Route, refer: (doc: ReplyDoc) => JsonSchema): object {
  if (route.streams) {
    const { type = 'application/octet-stream', description = 'A stream.' } =
      STREAM_DOCS[originalName(route)] ?? {};
    return { 200: { description, content: { [type]: { schema: {} } } } };
  }
  const doc = replyDocOf(route);
  if (doc === undefined) {
    return { 200: { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } } };
  }
  const content = {
    'application/json': { schema: refer(doc), example: doc.example },
    'text/plain': { schema: { type: 'string' } },
  };
  return Object.fromEntries(
    doc.statuses.map((status) => [status, { description: meaning(status), content }]),
  );
}

/** What a call answers; undefined where nobody has written it down. */
export function replyDocOf(route: Route): ReplyDoc | undefined {
  return REPLY_DOCS[originalName(route)];
}

/** Method and path of the call, of a twin those of the call that it is the twin of. */
function originalName({ method, path, twinOf }: Route): string {
  if (twinOf === undefined) return `${method} ${path}`;
  // Of calls that only their method tells apart, the twin's path names the method at its end.
  const ending = /\/(update|delete)$/.exec(path)?.[1];
  if (ending === undefined || twinOf.endsWith(`/${ending}`)) return `POST ${twinOf}`;
  return `${ending === 'update' ? 'PATCH' : 'DELETE'} ${twinOf}`;
}

function meaning(status: number): string {
  return status === 201 ? 'Done, and something new is stored.' : 'Done, or it was so already.';
}

const PROBLEMS = {
  '4XX': { $ref: '#/components/responses/Refused' },
  '5XX': { $ref: '#/components/responses/Trouble' },
};
