import { createHmac, timingSafeEqual } from "node:crypto";
import type { Actor } from "@/lib/auth/actor.ts";
import { AppError } from "@/lib/errors.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { env } from "@/lib/process/env.ts";

/** Binds the address of a frame to the person who asked for it, when the portal itself serves it
 *  for the built-in issuer. */
export function boundAddress(actor: Actor, address: string): string {
  if (env().LITHIC_ENVIRONMENT !== "simulator") return address;
  const [path, query] = address.split("?");
  const bound = new URLSearchParams(query);
  bound.set("holder", holderOf(actor, bound));
  return `${path}?${bound}`;
}

/** One detail of a card, as the built-in issuer shows it once in a frame. Throws NOT_FOUND for
 *  anyone but the person who asked for it, and when another issuer is configured. */
export function readSimulatedEmbed(actor: Actor, asked: URLSearchParams): Promise<Response> {
  if (env().LITHIC_ENVIRONMENT !== "simulator") throw new AppError("NOT_FOUND");
  const query = new URLSearchParams(asked);
  const holder = Buffer.from(query.get("holder") ?? "");
  query.delete("holder");
  const expected = Buffer.from(holderOf(actor, query));
  if (holder.length !== expected.length || !timingSafeEqual(holder, expected))
    throw new AppError("NOT_FOUND", "This view has expired. Show the number again.");
  return simulator().fetch(`https://sandbox.lithic.com/v1/embed?${query}`);
}

const holderOf = ({ userId }: Actor, query: URLSearchParams) =>
  createHmac("sha256", env().AUTH_SECRET)
    .update(`embed ${userId} ${query.get("session")}`)
    .digest("base64url");
