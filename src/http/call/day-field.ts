import { z } from 'zod';
import { timeOrDay } from './field-types.js';

/** A day stays a name (`2026-11-22`), because the show file says when a day begins; anything else must be a time. */
export function dayOrTime() {
  const error = 'must be a day such as 2026-11-22, or a time such as 2026-11-22T19:03:11Z';
  const either = timeOrDay();
  const day = z
    .string({ error })
    .trim()
    .regex(/^\d{4}-\d\d-\d\d$/, { error })
    .refine((text) => either.safeParse(text).success, { error });
  return z.union([day, either], { error });
}
