import fs from 'node:fs';
import { findNodeAtLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import { schemaFaults } from './schema-fault.js';

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
    faults: parsed.error.issues
      .flatMap((issue) => schemaFaults(issue, schema))
      .map(({ path, message }) => {
        const node = root && findNodeAtLocation(root, path.map(pathPart));
        return node === undefined ? message : `line ${lineOf(json, node.offset)}: ${message}`;
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

function pathPart(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
