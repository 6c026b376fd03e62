import type { Context, Middleware } from 'koa';
import { wantsText } from './answer.js';
import { ClientGone } from './body.js';
import { renderNotice } from './page.js';
import type { HttpPorts } from './ports.js';
import { presentProblem, problemOf, type Problem } from './problem.js';
import { sendPage } from './send.js';

/** Answers whatever is thrown further in, with the status of its code; what nobody expected is logged in full. */
export function problemReplies(log: HttpPorts['log']): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof ClientGone) {
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
  if (isOpenedInBrowser(ctx) && problem.code === 'caller-refused') {
    sendPage(ctx, problem.status, renderNotice('Nothing was pressed', problem.message));
    return;
  }
  ctx.status = problem.status;
  if (wantsText(ctx.querystring)) {
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = problem.message;
  } else {
    ctx.type = 'application/problem+json';
    ctx.body = JSON.stringify(presentProblem(problem));
  }
}

/** A person looks at the reply, not a program. */
function isOpenedInBrowser(ctx: Context): boolean {
  return ctx.get('Sec-Fetch-Mode') === 'navigate';
}
