import { z } from 'zod';
import type { FieldSchema } from '../fields.js';

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
  extract_location: 'ZB-1011',
  force: true,
};

/** The JSON schema of a set of fields, or of those that are kept, from the very schema that checks them. */
export function fieldsSchema(fields: FieldSchema, keep: (name: string) => boolean = () => true): JsonSchema {
  const { properties = {}, required = [] } = z.toJSONSchema(fields, { io: 'output', unrepresentable: 'any' });
  const given = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' }).properties ?? {};
  const kept = Object.entries(properties).filter(([name]) => keep(name));
  return {
    type: 'object',
    // What a field becomes may have no JSON form (a time); then what it is given as counts, which is text at least.
    properties: Object.fromEntries(
      kept.map(([name, schema]) => [name, [schema, given[name]].find(saysSomething) ?? { type: 'string' }]),
    ),
    required: required.filter(keep),
    additionalProperties: false,
  };
}

function saysSomething(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length > 0;
}

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
  switch (schema['type']) {
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
      return 'text';
  }
}
