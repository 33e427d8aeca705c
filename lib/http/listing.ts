import type { z } from "zod";
import { pageOf } from "@/lib/fields/shape.ts";
import { requireListQuery } from "@/lib/lists/list-faults.ts";
import type { ListQuery } from "@/lib/lists/list-query.ts";
import type { ListRules } from "@/lib/lists/list-rules.ts";
import { type DescribedHandler, described } from "./described.ts";
import type { ApiCall } from "./read-call.ts";
import { json } from "./route-handler.ts";

/** A route handler that answers with a page of a list. A parameter that the list cannot follow is
 *  answered with INVALID_INPUT, its name, and what is allowed. What only links keep, such as the
 *  columns, is no parameter here. */
export function listing<const Rules extends ListRules>(
  rules: Rules,
  { name, summary, row }: { name: string; summary: string; row: z.ZodType },
  read: (call: ApiCall, query: ListQuery<Rules>) => Promise<unknown>,
): DescribedHandler {
  return described({ name, summary, list: rules, answers: { 200: pageOf(row) } }, async (call) =>
    json(await read(call, requireListQuery<Rules>({ ...rules, kept: {} }, call.query))),
  );
}
