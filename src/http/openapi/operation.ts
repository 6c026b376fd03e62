import type { ReplyContract } from '../../contract/reply.js';
import type { Route } from '../call/route.js';
import { fieldDocs, fieldsSchema, type FieldDoc, type JsonSchema } from './field-docs.js';

/** The place of a named schema, or the schema itself. */
export type Refer = (of: Pick<ReplyContract, 'schema'>) => JsonSchema;

/** One call as OpenAPI describes it. */
export function describeOperation(route: Route, refer: Refer): object {
  // The alias of a call with an id in its path is about the last one, so it is not told which.
  const fields = fieldDocs(route.fields).filter(({ name }) => !route.aliasOf?.path.includes(`:${name}`));
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
      ...(route.kind === 'stream' || route.kind === 'file'
        ? []
        : [{ $ref: '#/components/parameters/Format' }]),
    ],
    ...(hasBody ? { requestBody: requestBody(route, rest, inPath) } : {}),
    responses: { ...replies(route, refer), ...PROBLEMS },
  };
}

function description(route: Route): { description?: string } {
  const parts = [
    ...(route.aliasOf === undefined
      ? []
      : [
          `The same as \`${route.aliasOf.method} ${route.aliasOf.path}\`, for keys that can only open an address.`,
        ]),
    ...(route.isLocalOnly === true
      ? [
          'For callers on the streaming PC alone: other devices get 403, with the token, too; so do web pages of `allowed_origins`.',
        ]
      : []),
  ];
  return parts.length === 0 ? {} : { description: parts.join(' ') };
}

/** Under which heading a call stands. */
export function tagOf({ path, aliasOf }: Route): string {
  return aliasOf === undefined ? (/^\/([\w-]+)/.exec(path)?.[1] ?? 'page') : 'deck';
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
  const given = route.reply !== null && 'request' in route.reply ? route.reply.request : undefined;
  const example = given ?? Object.fromEntries(fields.map((field) => [field.name, field.example]));
  const content = { schema, example };
  return { content: { 'application/json': content, 'application/x-www-form-urlencoded': content } };
}

function replies({ reply }: Route, refer: Refer): object {
  if (reply === null) return {};
  if ('type' in reply) {
    const schema =
      reply.schema === undefined
        ? {}
        : {
            ...{ type: 'string', contentMediaType: 'application/json' },
            contentSchema: refer({ schema: reply.schema }),
          };
    return { 200: { description: reply.description, content: { [reply.type]: { schema } } } };
  }
  const content = {
    'application/json': { schema: refer(reply), example: reply.example },
    'text/plain': { schema: { type: 'string' } },
  };
  return Object.fromEntries(
    reply.statuses.map((status) => [status, { description: meaning(status), content }]),
  );
}

function meaning(status: number): string {
  return status === 201 ? 'Done, and something new is stored.' : 'Done, or it was so already.';
}

const PROBLEMS = {
  '4XX': { $ref: '#/components/responses/Refused' },
  '5XX': { $ref: '#/components/responses/Trouble' },
};
