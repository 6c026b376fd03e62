import fs from 'node:fs';
import { findNodeAtLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import { nearestName } from '../nearest-name.js';

/** What is wrong in a file, with where it stands, one line each. */
export type FileFaults = readonly string[];

export type ParsedFile<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: FileFaults };

/** Largest settings or show file read, in bytes; a bigger one is surely another file. */
const MAX_FILE_BYTES = 1_000_000;

/**
 * Reads a JSON file that people edit by hand: comments, trailing commas and Notepad's byte-order mark are welcome.
 * A file that is not there reads as `{}`.
 */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>): ParsedFile<T> {
  let text: string;
  try {
    if (fs.statSync(file).size > MAX_FILE_BYTES)
      return { ok: false, faults: ['the file is larger than 1 MB'] };
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) text = '{}';
    else return { ok: false, faults: [`the file cannot be read (${errorText(error)})`] };
  }
  return parseJsonText(text, schema);
}

/** The same for a text that is at hand. */
export function parseJsonText<T>(text: string, schema: z.ZodType<T>): ParsedFile<T> {
  const json = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) {
    return { ok: false, faults: errors.slice(0, 1).map((error) => syntaxFault(json, error)) };
  }
  const value: unknown = root === undefined ? {} : valueOf(root);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
      const node = root && findNodeAtLocation(root, path);
      return schemaFault(issue, node === undefined ? null : lineOf(json, node.offset), schema);
    }),
  };
}

type Node = NonNullable<ReturnType<typeof parseTree>>;

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type === 'object') {
    return Object.fromEntries(
      (node.children ?? []).flatMap(({ children }) =>
        children?.[0] && children[1] ? [[String(children[0].value), valueOf(children[1])]] : [],
      ),
    );
  }
  return node.value as unknown;
}

function syntaxFault(text: string, { error, offset }: ParseError): string {
  const words = printParseErrorCode(error)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `line ${lineOf(text, offset)}: this is not JSON (${words})`;
}

function schemaFault(issue: z.core.$ZodIssue, line: number | null, schema: z.ZodType): string {
  const place = issue.path.length === 0 ? '' : `${issue.path.map(String).join(' → ')} `;
  const at = line === null ? '' : `line ${line}: `;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path);
    const names = issue.keys.map((key) => {
      const nearest = nearestName(key, known);
      return `"${key}"${nearest === null ? '' : ` (did you mean "${nearest}"?)`}`;
    });
    return `${at}${place}has the unknown name ${names.join(', ')}`;
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_union') return `${at}${place}is not valid`;
  const reason = issue.code === 'invalid_type' ? `must be a ${issue.expected}` : lowerFirst(issue.message);
  return `${at}${place}${reason}`;
}

/** The names that an object of the schema may hold, for "did you mean". */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const part of path) current = shapeOf(current)?.[String(part)];
  return Object.keys(shapeOf(current) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | null {
  let current = schema;
  while (hasInner(current)) current = current.def.innerType;
  if (typeof current !== 'object' || current === null) return null;
  if ('shape' in current) return current.shape as Record<string, unknown>;
  if (hasEnumKeys(current)) return Object.fromEntries(current.def.keyType.options.map((key) => [key, null]));
  return null;
}

function hasInner(schema: unknown): schema is { def: { innerType: unknown } } {
  const def = (schema as { def?: { innerType?: unknown } } | null)?.def;
  return def?.innerType !== undefined;
}

function hasEnumKeys(schema: object): schema is { def: { keyType: { options: string[] } } } {
  const def = (schema as { def?: { keyType?: { options?: unknown } } }).def;
  return Array.isArray(def?.keyType?.options);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
