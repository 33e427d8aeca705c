import type { z } from "zod";
import type { Command } from "@/lib/command.ts";
import type { ListRules } from "@/lib/lists/list-query.ts";
import { type ApiCall, endpoint, type Handler } from "./route-handler.ts";

interface Plain {
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What is answered under each status when all goes well. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** The media type of it, where it is not JSON. */
  readonly type?: string;
}

/** Reads: nothing is changed. */
interface Reading extends Plain {
  /** The operation's name, such as "card.list". */
  readonly name: string;
  /** What the list can be asked for. */
  readonly list?: ListRules;
}

/** Calls a command, whose name and input are the operation's. */
interface Changing extends Plain {
  readonly command: Command<z.ZodType, unknown>;
  /** The field of the input that the address gives. */
  readonly addressed?: string;
  /** What the body holds, where that is not the command's input. */
  readonly body?: z.ZodType;
}

/** What the document at /api/openapi.json says of an endpoint. */
export type Description = Reading | Changing;

/** A route handler that says of itself what it takes and answers. */
export interface DescribedHandler extends Handler {
  readonly description: Description;
  /** Whether it answers to people who are not signed in. */
  readonly isOpen: boolean;
  /** What it does, once it is known who asks. */
  readonly work?: (call: ApiCall) => Promise<Response>;
}

/** A route handler of the API: see `endpoint`. Its route is listed in app/api/openapi.json/routes.ts. */
export function described(
  description: Description,
  work: (call: ApiCall) => Promise<Response>,
): DescribedHandler {
  return Object.assign(endpoint(work), { description, isOpen: false, work });
}

/** A route handler of the API for anybody, signed in or not. */
export function describedOpen(description: Description, handler: Handler): DescribedHandler {
  return Object.assign(handler, { description, isOpen: true });
}
