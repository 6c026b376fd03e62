import * as z from 'zod';
import { timeOrDay } from './field-types.js';

/** A day alone by its name, or else a moment: when a day begins is the show's matter. */
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
