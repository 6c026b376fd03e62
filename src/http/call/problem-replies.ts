import { presentProblem } from '../../contract/problem.js';
import type { Context, Middleware } from 'koa';
import { wantsText } from './asked-format.js';
import { ClientGoneError } from './body.js';
import type { SentenceState } from '../server/call-log.js';
import { isNavigation } from '../gate/caller.js';
import { callerHeaders } from '../gate/caller-headers.js';
import { FORM_POLICY, renderNotice, renderTokenForm } from '../pages/page.js';
import type { HttpPorts } from '../ports.js';
import { problemOf, type Problem } from './problem.js';
import { sendPage } from './send.js';

/** Answers whatever is thrown further in, with the status of its code; what nobody expected is logged in full. */
export function problemReplies(log: HttpPorts['log']): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof ClientGoneError) {
        ctx.respond = false;
        return;
      }
      const problem = problemOf(error);
      if (problem.status >= 500) {
        log.error({ err: error, method: ctx.method, path: ctx.path.slice(0, 200) }, problem.message);
      }
      sendProblem(ctx, problem);
    }
  };
}

function sendProblem(ctx: Context, problem: Problem): void {
  ctx.set(problem.headers);
  (ctx.state as SentenceState).sentence = problem.message;
  // A person looks at the reply, not a program.
  if (isNavigation(callerHeaders(ctx.req)) && sendNotice(ctx, problem)) return;
  ctx.status = problem.status;
  if (wantsText(ctx.querystring)) {
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = problem.message;
  } else {
    ctx.type = 'application/problem+json';
    ctx.body = JSON.stringify(presentProblem(problem));
  }
}

function sendNotice(ctx: Context, problem: Problem): boolean {
  switch (problem.code) {
    case 'caller-refused':
      sendPage(ctx, problem.status, renderNotice('Nothing was pressed', problem.message));
      return true;
    case 'token-needed':
      sendPage(
        ctx,
        problem.status,
        renderTokenForm(new URLSearchParams(ctx.querystring).has('key') ? problem.message : null),
        FORM_POLICY,
      );
      return true;
    case 'too-many-wrong-tokens':
      sendPage(ctx, problem.status, renderNotice('Wait a moment', problem.message));
      return true;
    default:
      return false;
  }
}
