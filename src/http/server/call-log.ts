import type { Context, Middleware } from 'koa';
import type { HttpLimits } from './limits.js';
import type { HttpPorts } from '../ports.js';

/** What a call was answered, in one sentence; whoever answers leaves it here. */
export interface SentenceState {
  sentence?: string;
}

/**
 * Logs what each press did or why it was refused, and calls that were refused; a read that went well is not worth a
 * line (some keys poll). The path goes without its query, where a token may be.
 */
export function logCalls(
  ports: HttpPorts,
  limits: HttpLimits,
  changes: (method: string, path: string) => boolean,
): Middleware {
  const mayLogRefusal = createMinuteBudget(limits.maxRefusalLogLinesPerMinute);
  return async (ctx, next) => {
    const startedAt = performance.now();
    await next();
    const { status } = ctx;
    const isPress = changes(ctx.method, ctx.path) && !isRefusedCaller(status);
    if (!isPress && (status < 400 || !mayLogRefusal(ports.now()))) return;
    ports.log.info(fieldsOf(ctx, startedAt), isPress ? pressSentence(ctx) : refusal(ctx));
  };
}

/** "Matched after 1:34: Customs as PMC." */
function pressSentence({ status, state }: Context): string {
  const { sentence = 'A key was pressed.' } = state as SentenceState;
  return status < 400 ? plain(sentence) : plain(`Refused: ${sentence}`);
}

/** "Refused GET /nothing: There is no such call." A page, an image or a script may be what calls, so it says which call. */
function refusal({ method, path, state }: Context): string {
  const { sentence = 'The caller may not do that.' } = state as SentenceState;
  return plain(`Refused ${method} ${path.slice(0, 80)}: ${sentence}`);
}

/** It may repeat what the caller sent, and a terminal obeys control characters. */
function plain(sentence: string): string {
  return sentence.replaceAll(/\p{Cc}+/gu, ' ');
}

/** Who calls may not press, whatever was called. */
export function isRefusedCaller(status: number): boolean {
  return status === 401 || status === 403;
}

function fieldsOf(ctx: Context, startedAt: number): object {
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  return { method: ctx.method, path: ctx.path.slice(0, 200), status: ctx.status, ms };
}

/** True at most `count` times a minute. */
function createMinuteBudget(count: number): (now: Date) => boolean {
  let minute = 0;
  let used = 0;
  return (now) => {
    const current = Math.floor(now.getTime() / 60_000);
    if (current !== minute) {
      minute = current;
      used = 0;
    }
    used += 1;
    return used <= count;
  };
}
