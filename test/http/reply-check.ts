import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { IncomingHttpHeaders } from 'node:http';
import { describeApi } from '../../src/http/openapi/openapi.js';
import type { Route } from '../../src/http/call/route.js';

/** What came back for a call, as far as the API description speaks of it. */
export interface CheckedReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Throws when a reply is not what `/openapi.json` promises. */
export type ReplyCheck = (method: string, target: string, reply: CheckedReply) => void;

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let shared: ReplyCheck | undefined;

/** The check for our one table of calls; the schemas are compiled once for all tests of a file. */
export function replyCheckFor(routes: readonly Route[]): ReplyCheck {
  shared ??= createReplyCheck(routes);
  return shared;
}

export function createReplyCheck(routes: readonly Route[]): ReplyCheck {
  // Strict about unknown fields, unlike the description: whoever adds a field to a reply is to write it down.
  const description = closed(describeApi(routes, '0.0.0', [])) as Description;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ ...description, $id: 'api' });
  const compiled = new Map<string, ValidateFunction>();
  const check = (place: string, value: unknown): void => {
    const validate = compiled.get(place) ?? ajv.compile({ $ref: `api#${place}` });
    compiled.set(place, validate);
    if (!validate(value)) {
      throw new Error(`The reply is not as described: ${JSON.stringify(validate.errors)}`);
    }
  };
  return (method, target, reply) => {
    const type = (reply.headers['content-type'] ?? '').split(';')[0] ?? '';
    if (reply.status >= 400) {
      if (type === 'application/problem+json' && reply.text !== '') {
        check('/components/schemas/Problem', JSON.parse(reply.text));
      }
      return;
    }
    const path = findPath(description, target.split('?')[0] ?? '', method.toLowerCase());
    if (path === undefined || reply.status === 303) return;
    const content = description.paths[path]?.[method.toLowerCase()]?.responses[String(reply.status)]?.content;
    if (content === undefined) throw new Error(`${method} ${path} does not describe a ${reply.status}.`);
    if (type === 'text/html') return;
    if (content[type] === undefined) throw new Error(`${method} ${path} does not describe ${type}.`);
    if (type !== 'application/json') return;
    const steps = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(reply.status),
      'content',
      type,
      'schema',
    ];
    check(
      steps
        .map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
        .join(''),
      JSON.parse(reply.text),
    );
  };
}

/** The described path that a target matches; plain ones go before those with a parameter. */
function findPath({ paths }: Description, target: string, method: string): string | undefined {
  const spelled = target.length > 1 ? target.replace(/\/$/, '') : target;
  return Object.keys(paths)
    .filter((path) => paths[path]?.[method] !== undefined)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .find((path) =>
      new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(spelled),
    );
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const object = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  const isSchema = object['type'] === 'object' && typeof object['properties'] === 'object';
  return isSchema && object['additionalProperties'] === undefined
    ? { ...object, additionalProperties: false }
    : object;
}
