import fs from 'node:fs';
import path from 'node:path';
import { findNodeAtLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type * as z from 'zod';
import { codeOf } from '../lib/error-code.js';
import { schemaFaults } from './schema-fault.js';

/** What is wrong in a file, with where it stands, one line each. */
export type FileFaults = readonly string[];

export type ParsedFile<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: FileFaults };

/** Largest settings or show file read, in bytes; a bigger one is surely another file. */
export const MAX_FILE_BYTES = 1_000_000;

/**
 * Reads a JSON file that people edit by hand: comments, trailing commas and Notepad's byte-order mark are welcome.
 * A file that is not there reads as `{}`; one that is there and holds nothing is a fault, for so a broken write looks.
 */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>): ParsedFile<T> {
  let bytes: Buffer;
  try {
    if (fs.statSync(file).size > MAX_FILE_BYTES)
      return { ok: false, faults: ['the file is larger than 1 MB'] };
    bytes = fs.readFileSync(file);
  } catch (error) {
    if (!isMissing(error)) return { ok: false, faults: [`the file cannot be read (${errorText(error)})`] };
    if (fs.existsSync(hiddenTxt(file))) return { ok: false, faults: [hiddenTxtFault(file)] };
    return parseJsonText('{}', schema);
  }
  const decoded = decodeFile(bytes);
  return decoded.ok ? parseJsonText(decoded.value, schema) : decoded;
}

/** The name that Notepad gives to `settings.json` where Windows hides endings. */
export function hiddenTxt(file: string): string {
  return `${file}.txt`;
}

function hiddenTxtFault(file: string): string {
  const name = path.basename(file);
  return `the file is called ${name}.txt, which Windows shows as ${name}: turn on "File name extensions" in the View menu of its folder, then rename it to ${name}`;
}

/** The text of such a file: UTF-8, and a sentence for what other encodings do to it. */
export function decodeFile(bytes: Buffer): ParsedFile<string> {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff) ||
    // Without its mark: every other byte of plain text is zero.
    (bytes.length >= 2 && (bytes[0] === 0) !== (bytes[1] === 0));
  if (isUtf16) return encodingFault('UTF-16');
  if (bytes.length > 0 && bytes.every((byte) => byte === 0)) return { ok: false, faults: [EMPTY] };
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return encodingFault('ANSI (Latin-1)');
  }
}

function encodingFault(encoding: string): ParsedFile<never> {
  const fault = `the file is saved as ${encoding}: save it again as UTF-8 (Notepad: File → Save as → Encoding: UTF-8)`;
  return { ok: false, faults: [fault] };
}

const EMPTY = 'the file is empty: write { } into it if everything should be as built in';

/** The same for a text that is at hand. */
export function parseJsonText<T>(text: string, schema: z.ZodType<T>): ParsedFile<T> {
  try {
    return parseText(text, schema);
  } catch (error) {
    // Thousands of brackets inside each other.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, faults: ['the file goes too deep: take brackets out'] };
  }
}

function parseText<T>(text: string, schema: z.ZodType<T>): ParsedFile<T> {
  const json = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) {
    return { ok: false, faults: errors.slice(0, 1).map((error) => syntaxFault(json, error)) };
  }
  if (root === undefined) return { ok: false, faults: [EMPTY] };
  const value: unknown = valueOf(root);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues
      .flatMap((issue) => schemaFaults(issue, schema, value))
      .map(({ path: place, message }) => {
        const node = nodeAt(root, place.map(pathPart));
        return node === undefined ? message : `line ${lineOf(json, node.offset)}: ${message}`;
      }),
  };
}

type Node = NonNullable<ReturnType<typeof parseTree>>;

/** What stands there, else what it is missing in. */
function nodeAt(root: Node, place: readonly (string | number)[]): Node | undefined {
  for (let length = place.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, place.slice(0, length));
    if (node !== undefined) return node;
  }
  return place.length === 0 ? root : undefined;
}

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
  return codeOf(error) === 'ENOENT';
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
