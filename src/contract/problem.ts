import * as z from 'zod';
import type { Problem } from '../http/call/problem.js';
import { NAMED_SCHEMAS, type JsonOf } from './reply.js';

export const PROBLEM = z
  .object({
    ok: z.literal(false),
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('stable, for programs'),
    message: z.string().describe('one plain sentence: what to do'),
    detail: z.string().describe('the same as `message`'),
    errors: z.record(z.string(), z.string()).describe('field by field'),
  })
  .register(NAMED_SCHEMAS, { id: 'Problem' });

/** The `application/problem+json` body. `message` repeats `detail`, so that replies and errors share one field. */
export function presentProblem(problem: Problem): JsonOf<typeof PROBLEM> {
  return {
    ok: false,
    type: `urn:tarkov-stream-producer:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    message: problem.message,
    detail: problem.message,
    errors: problem.fields,
  };
}
