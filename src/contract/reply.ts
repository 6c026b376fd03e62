import * as z from 'zod';

/** Schemas with a name of their own in the API description. */
export const NAMED_SCHEMAS = z.registry<{ id: string }>();

export const time = z.iso.datetime();
export const seconds = z.int().min(0);
export const count = z.int().min(0);

/** A type of the wire as its readers see it: nobody changes what was sent. */
export type Wire<T> = T extends readonly (infer Item)[]
  ? readonly Wire<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Wire<T[Key]> }
    : T;

/** The JSON that a schema describes. */
export type JsonOf<Schema extends z.ZodType> = Wire<z.output<Schema>>;

/** What a call answers when it went well. The route carries it, and the API description follows from it. */
export interface ReplyContract<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly statuses: readonly number[];
  readonly example: JsonOf<Schema>;
  /** What is sent, where the examples of the single fields do not go together. */
  readonly request?: object;
}

/** The contract of a call that answers 200. */
export function replies<Schema extends z.ZodType>(
  schema: Schema,
  example: JsonOf<Schema>,
  rest: Partial<Pick<ReplyContract, 'statuses' | 'request'>> = {},
): ReplyContract<Schema> {
  return { schema, example, statuses: [200], ...rest };
}
