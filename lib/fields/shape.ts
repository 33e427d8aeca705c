import { z } from "zod";

/** The type of an answer that a shape describes. It is deeply read-only. Answers are described,
 *  not parsed: no row is checked on its way out. */
export type Shape<Schema extends z.ZodType> = Unchanging<z.output<Schema>>;

type Unchanging<T> = T extends readonly (infer Item)[]
  ? readonly Unchanging<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Unchanging<T[Key]> }
    : T;

/** A timestamp, ISO 8601 in UTC. */
export const moment = z.iso.datetime();

/** A page of a list. `next` and `previous` are cursors, null at the ends. `total` counts up to
 *  10,000 and is a minimum beyond that. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    total: z.int().min(0),
    totalIsCapped: z.boolean(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  });
