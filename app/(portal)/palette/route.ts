import { endpoint, json } from "@/lib/http/route-handler";
import { findEntries } from "./find-entries";

/** The search results of the command palette for `query`. */
export const GET = endpoint(async ({ actor, query }) =>
  json({ groups: await findEntries(actor, query.get("query") ?? "") }),
);
