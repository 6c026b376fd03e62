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
  const schema = z.toJSONSchema(fields, { io: 'output', unrepresentable: 'any' });
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => keep(name));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: (schema.required ?? []).filter(keep),
    additionalProperties: false,
  };
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
    default:
      return 'text';
  }
}
