import type { z } from "zod";
import type { Command } from "@/lib/command.ts";
import type { ListRules } from "@/lib/lists/list-rules.ts";
import type { ApiCall } from "./read-call.ts";
import { endpoint, type Handler } from "./route-handler.ts";

interface Plain {
  /** What the endpoint does, in one sentence. */
  readonly summary: string;
  /** The schema of the answer by status, for success. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** The media type of the answer, when it is not JSON. */
  readonly type?: string;
}

/** Reads only. Changes nothing. */
interface Reading extends Plain {
  /** The name of the operation, such as "card.list". */
  readonly name: string;
  /** The filters, sorts and search of the list. */
  readonly list?: ListRules;
  /** The body, when what is asked for does not fit into an address. */
  readonly body?: z.ZodType;
}

/** Runs a command. The operation takes its name and input from the command. */
interface Changing extends Plain {
  readonly command: Command<z.ZodType, unknown>;
  /** The input field that comes from the address. */
  readonly addressed?: string;
  /** The body, when it is not the command's input. */
  readonly body?: z.ZodType;
}

/** What the document at /api/openapi.json says about an endpoint. */
export type Description = Reading | Changing;

/** A route handler with a description of its input and answers. */
export interface DescribedHandler extends Handler {
  readonly description: Description;
  /** Whether people can call it without signing in. */
  readonly isOpen: boolean;
  /** The work of the handler, once the caller is known. */
  readonly work?: (call: ApiCall) => Promise<Response>;
}

/** A route handler of the API: see `endpoint`. Its route is listed in
 *  app/api/openapi.json/routes.ts. */
export function described(
  description: Description,
  work: (call: ApiCall) => Promise<Response>,
): DescribedHandler {
  return Object.assign(endpoint(work), { description, isOpen: false, work });
}

/** A route handler of the API that needs no session. */
export function describedOpen(description: Description, handler: Handler): DescribedHandler {
  return Object.assign(handler, { description, isOpen: true });
}
