import * as z from 'zod';
import { PROBLEM } from '../../contract/problem.js';
import { NAMED_SCHEMAS, type ReplyContract } from '../../contract/reply.js';
import type { Route } from '../call/route.js';
import type { JsonSchema } from './field-docs.js';
import { describeOperation, tagOf } from './operation.js';

/** The description of every call, as OpenAPI 3.1, from the same list and schemas that the calls are answered with. */
export function describeApi(
  routes: readonly Route[],
  version: string,
  servers: readonly string[],
): { readonly openapi: string } {
  const calls = routes.filter(({ kind }) => kind !== 'page');
  const paths = new Map<string, Record<string, object>>();
  for (const route of calls) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const operations = paths.get(path) ?? {};
    operations[route.method.toLowerCase()] = describeOperation(route, refer);
    paths.set(path, operations);
  }
  const description = {
    openapi: '3.1.0',
    info: {
      title: 'Tarkov Stream Producer',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: servers.map((url) => ({ url })),
    security: [{}, ...Object.keys(SECURITY).map((name) => ({ [name]: [] }))],
    tags: tagsOf(calls),
    paths: Object.fromEntries(paths),
    components: {
      schemas: namedSchemas(),
      parameters: { Format: FORMAT },
      responses: { Refused: problem('Refused; nothing was stored.'), Trouble: problem(TROUBLE) },
      securitySchemes: SECURITY,
    },
  };
  return description;
}

function refer({ schema }: Pick<ReplyContract, 'schema'>): JsonSchema {
  const name = NAMED_SCHEMAS.get(schema)?.id;
  return name === undefined ? jsonSchemaOf(schema) : { $ref: schemaPlace(name) };
}

function schemaPlace(name: string): string {
  return `#/components/schemas/${name}`;
}

function namedSchemas(): object {
  const { schemas } = z.toJSONSchema(NAMED_SCHEMAS, { uri: schemaPlace, override: forReaders });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutDialect(schema)]));
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return withoutDialect(z.toJSONSchema(schema, { override: forReaders }));
}

/** Replies may grow, so a caller must not refuse what it does not know; a time's pattern only repeats its format. */
function forReaders({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
  if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern'];
}

/** OpenAPI 3.1 names the dialect itself. */
function withoutDialect(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}

function tagsOf(routes: readonly Route[]): readonly object[] {
  const names = [...new Set(routes.map(tagOf))];
  return names.map((name) => ({ name, description: TAGS[name] ?? `Calls under /${name}.` }));
}

function problem(description: string): object {
  const example = {
    ok: false,
    type: 'urn:tarkov-stream-producer:problem:no-open-raid',
    title: 'No open raid',
    status: 409,
    code: 'no-open-raid',
    message: 'No raid is open. Press Queue first.',
    detail: 'No raid is open. Press Queue first.',
    errors: {},
  };
  return {
    description,
    content: {
      'application/problem+json': {
        schema: { $ref: schemaPlace(NAMED_SCHEMAS.get(PROBLEM)?.id ?? '') },
        example,
      },
      'text/plain': { schema: { type: 'string' } },
    },
  };
}

const DESCRIPTION = `What happened in the raid, told by a key; OBS shows it.

Fields go into a JSON body, a form or the address (the body wins); words count in any case, blank text is "not given", and
unknown fields are refused by name. In the body of a PATCH of a raid or a kill \`null\` takes a field away. Every \`POST\` without an id in its path is there as \`GET /deck/…\`, too. A press is
answered when it is stored; repeating a press changes nothing (\`changed: false\`). Replies may gain fields.

On the streaming PC no token is needed, and from another device always: as \`Authorization: Bearer\`, as \`?key=\`, or as
the cookie that a page gets for \`?key=\`. Web pages of other origins are refused.`;

const TROUBLE = 'Trouble inside or with the database; nothing was stored.';

const TAGS: Readonly<Record<string, string>> = {
  raid: 'The keys of a raid, and the raid as it stands.',
  undo: 'Taking presses back.',
  redo: 'Doing them again.',
  stats: 'Figures.',
  obs: 'The link to OBS.',
  deck: 'The same presses by GET, for keys that can only open an address.',
  events: 'Changes as they happen.',
  keys: 'What to paste into which deck software.',
  health: 'Whether it works.',
  'openapi.json': 'This description.',
};

const FORMAT = {
  name: 'format',
  in: 'query',
  description: '`text`: the sentence alone, for keys that show the reply.',
  schema: { type: 'string', enum: ['json', 'text'], default: 'json' },
};

const SECURITY = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The token (`TSP_TOKEN`).' },
  key: {
    type: 'apiKey',
    in: 'query',
    name: 'key',
    description: 'The token, for keys that are an address alone.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'tsp_key',
    description: 'What a page gets for `?key=`; for reads and for POST.',
  },
};
