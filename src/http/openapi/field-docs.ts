import * as z from 'zod';
import type { FieldSchema } from '../call/fields.js';

/** A JSON schema as it stands in the API description. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One field of a call. */
export interface FieldDoc {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly example: unknown;
}

/** What people would send, by the field's name. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  character_type: 'pmc',
  map_name: 'Customs',
  enemy_type: 'pmc',
  weapon_used: 'M4A1',
  headshot: true,
  status: 'survived',
  outcome: 'survived',
  extract_location: 'ZB-1011',
  force: true,
  template: '{{raid.kill_count}} kills',
  url: 'ws://127.0.0.1:4455',
  password: 'the password from OBS',
  started_at: '2026-11-22T18:03:11Z',
  matched_at: '2026-11-22T18:04:45Z',
  over_at: '2026-11-22T18:30:02Z',
  ended_at: '2026-11-22T18:30:02Z',
  killed_at: '2026-11-22T18:08:23Z',
  queue_time_seconds: 94,
  from: '2026-11-21',
  to: '2026-11-22',
};

/** The JSON schema of a set of fields, or of those that are kept, from the very schema that checks them. */
export function fieldsSchema(fields: FieldSchema, keep: (name: string) => boolean = () => true): JsonSchema {
  const { properties = {}, required = [] } = z.toJSONSchema(fields, {
    io: 'output',
    unrepresentable: 'any',
    override: asSent,
  });
  const kept = Object.entries(properties).filter(([name]) => keep(name));
  return {
    type: 'object',
    properties: Object.fromEntries(kept),
    required: required.filter(keep),
    additionalProperties: false,
  };
}

/** What is sent is described, not what it becomes: a time is text outside, and what has a default may be left out. */
function asSent({ zodSchema, jsonSchema }: Parameters<Override>[0]): void {
  const kind = zodSchema._zod.def.type;
  if (kind === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
  if (kind === 'transform') jsonSchema.type = 'string';
  const { properties = {}, required } = jsonSchema;
  const hasDefault = (name: string): boolean => {
    const property = properties[name];
    return typeof property === 'object' && 'default' in property;
  };
  if (required !== undefined) jsonSchema.required = required.filter((name) => !hasDefault(name));
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** The same, field by field. */
export function fieldDocs(fields: FieldSchema): readonly FieldDoc[] {
  const { properties = {}, required = [] } = fieldsSchema(fields) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    example: exampleOf(name, schema),
  }));
}

function exampleOf(name: string, schema: JsonSchema): unknown {
  const words = schema['enum'];
  const known = EXAMPLES[name];
  if (Array.isArray(words)) return words.includes(known) ? known : (words[0] as unknown);
  if (known !== undefined) return known;
  const [first] = (schema['anyOf'] ?? []) as readonly JsonSchema[];
  if (first !== undefined) return exampleOf('', first);
  if ('const' in schema) return schema['const'];
  const [type] = [schema['type']].flat();
  switch (type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'array':
      return [exampleOf('', schema['items'] as JsonSchema)];
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([key, inner]) => [
          key,
          exampleOf(key, inner),
        ]),
      );
    default:
      return schema['format'] === 'date-time' ? '2026-11-22T18:03:11Z' : 'text';
  }
}
