import type { Context } from 'koa';
import { RuleError } from '../../raid/rule-error.js';
import type { SentenceState } from '../server/call-log.js';
import { parseBody, readBody, type ParsedBody } from './body.js';
import { checkFormat, wantsText } from './asked-format.js';
import { mergeFields, parseFields, type GivenFields } from './fields.js';
import { parseForm } from './form.js';
import type { HttpLimits } from '../server/limits.js';
import { HttpError } from './problem.js';
import { FILE_TYPE, type CallContext, type Reply, type Route } from './route.js';
import { sendPage } from './send.js';

/** Longer ids are cut in sentences. */
const MAX_SHOWN_CHARS = 40;

/** Answers one call of the table: reads its fields, runs its handler, sends the reply in the asked format. */
export async function answer(
  ctx: Context,
  route: Route,
  context: CallContext,
  limits: HttpLimits,
): Promise<void> {
  if (route.kind === 'page') {
    send(ctx, await route.handle({}, context));
    return;
  }
  const query = parseForm(ctx.querystring);
  checkFormat(query.get('format'));
  const body = await readFields(ctx, route, limits);
  try {
    send(ctx, await route.handle(await checkedFields(ctx, route, query, body.fields), context));
  } catch (error) {
    throw body.understood ? error : notUnderstood(error);
  }
}

async function readFields(ctx: Context, route: Route, limits: HttpLimits): Promise<ParsedBody> {
  if (ctx.method === 'GET' || ctx.method === 'HEAD') return { fields: new Map(), understood: true };
  const maxBodyBytes = route.maxBodyBytes ?? limits.maxBodyBytes;
  const bytes = await readBody(ctx.req, { ...limits, maxBodyBytes }, route.whenTooLarge);
  return parseBody(bytes, ctx.req.headers['content-type']);
}

async function checkedFields(
  ctx: Context,
  route: Route,
  query: GivenFields,
  body: GivenFields,
): Promise<unknown> {
  const inPath = Object.entries({ ...route.pathFields, ...(ctx.params as Record<string, string>) });
  const given = mergeFields(query, body, route.nullClears);
  for (const [name, value] of inPath) refuseContradiction(route, name, value, given);
  const all = new Map([...given, ...inPath]);
  return route.check === undefined ? parseFields(route.fields, all) : route.check(all);
}

/** Adds to the error about missing fields that the body was neither JSON nor a form. */
function notUnderstood(error: unknown): unknown {
  const isBadInput = error instanceof HttpError || error instanceof RuleError;
  if (!isBadInput || error.code !== 'bad-input') return error;
  const message = `${error.message} The body was not understood: send JSON, e.g. {"enemy_type":"pmc"}, or put the fields into the address.`;
  return new HttpError(error.code, message, { fields: error.fields });
}

/** Path and body name different ids: refuse, or the wrong one could be deleted. */
function refuseContradiction(route: Route, name: string, inPath: string, given: GivenFields): void {
  const value = given.get(name);
  if (value === undefined) return;
  const told = typeof value === 'string' ? value.trim() : JSON.stringify(value);
  if (told.toLowerCase() === inPath.toLowerCase()) return;
  const shown = told.slice(0, MAX_SHOWN_CHARS);
  const other = (route.aliasOf ?? route).path.replace(`:${name}`, shown);
  throw new HttpError(
    'bad-input',
    `This address is about ${name} ${inPath}, and ${name} ${shown} was given too, so nothing was done: leave it out, or use ${other}.`,
    { fields: { [name]: `does not fit the address, which says ${inPath}` } },
  );
}

function send(ctx: Context, reply: Reply): void {
  switch (reply.kind) {
    case 'json':
      ctx.status = reply.status;
      (ctx.state as SentenceState).sentence = reply.text;
      if (wantsText(ctx.querystring)) {
        ctx.type = 'text/plain; charset=utf-8';
        ctx.body = reply.text;
      } else {
        ctx.type = 'application/json; charset=utf-8';
        ctx.body = JSON.stringify(reply.json);
      }
      return;
    case 'page':
      sendPage(ctx, 200, reply.html);
      return;
    case 'file':
      ctx.attachment(reply.name);
      ctx.type = FILE_TYPE;
      ctx.body = Buffer.from(reply.bytes);
      return;
    case 'stream':
      ctx.status = 200;
      ctx.respond = false;
      reply.open(ctx.res);
  }
}
