import Mustache from 'mustache';
import { nearestName } from '../lib/nearest-name.js';
import { createView, type View } from './view.js';
import { EMPTY_SNAPSHOT } from './empty-snapshot.js';

/** Every variable that a template may name, such as `raid.kill_count`. */
export const VARIABLES: readonly string[] = variableNames(createView(EMPTY_SNAPSHOT, 'lobby', new Date(0)));

/** What a template may name: variables, and the groups that open a section. */
export interface KnownNames {
  readonly variables: readonly string[];
  readonly groups: readonly string[];
}

export function knownNames(variables: readonly string[]): KnownNames {
  return { variables, groups: groupsOf(variables) };
}

const OF_TEXTS = knownNames(VARIABLES);

/** Fills the template. Nothing is escaped: OBS texts are plain text. */
export function renderTemplate(template: string, view: View): string {
  return Mustache.render(template, view, undefined, { escape: String });
}

/** What is wrong with the template, one plain sentence; null when it is good. */
export function templateFault(template: string, known: KnownNames = OF_TEXTS): string | null {
  let tokens: readonly Token[];
  try {
    tokens = Mustache.parse(template) as readonly Token[];
  } catch (error) {
    return parseFault(error instanceof Error ? error.message : String(error));
  }
  return faultIn(tokens, [''], known);
}

/** Mustache's own words, such as `Unclosed section "raid" at 18`, for who has never heard of a section. */
function parseFault(message: string): string {
  const name = /"([^"]*)"/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unclosed tag')) return 'is missing a }}';
  if (message.startsWith('Unclosed section'))
    return `opens {{#${name}}} and does not close it: add {{/${name}}} where it ends`;
  if (message.startsWith('Unopened section'))
    return `closes {{/${name}}} and does not open it: add {{#${name}}} where it begins, or take {{/${name}}} out`;
  return `cannot be read: ${message}`;
}

/** Mustache's own parse tree: kind, name, place, and for a section what is inside. */
type Token = readonly [kind: string, name: string, start: number, end: number, inside?: readonly Token[]];

/** `scopes`: the open sections, the innermost first, as prefixes; Mustache looks a name up in each of them. */
function faultIn(tokens: readonly Token[], scopes: readonly string[], known: KnownNames): string | null {
  for (const [kind, name, , , inside] of tokens) {
    if (kind === 'text' || kind === '!' || kind === '=') continue;
    if (kind === '>') return `uses {{> ${name}}}: templates cannot include others`;
    const isSection = kind === '#' || kind === '^';
    const scope = scopes.find((prefix) => isKnown(`${prefix}${name}`, isSection, known));
    if (scope === undefined && name !== '.') return unknownVariable(name, known);
    const fault = inside && faultIn(inside, [`${scope ?? ''}${name}.`, ...scopes], known);
    if (fault) return fault;
  }
  return null;
}

/** A group such as `raid` opens a section; as a text it would read `[object Object]`. */
function isKnown(name: string, isSection: boolean, { variables, groups }: KnownNames): boolean {
  return variables.includes(name) || (isSection && groups.includes(name));
}

function unknownVariable(name: string, { variables }: KnownNames): string {
  const nearest = nearestName(name, variables);
  return `names the unknown variable {{${name}}}${nearest === null ? '' : ` (did you mean {{${nearest}}}?)`}`;
}

function variableNames(view: object, prefix = ''): string[] {
  return Object.entries(view).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? variableNames(value as object, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}

function groupsOf(variables: readonly string[]): string[] {
  return variables.flatMap((name) => (name.includes('.') ? [name.slice(0, name.lastIndexOf('.'))] : []));
}
