import { AppError } from "@/lib/errors.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { env } from "@/lib/process/env.ts";

/** One detail of a card, as the built-in issuer shows it in a frame. Throws NOT_FOUND when another
 *  issuer is configured. */
export function readSimulatedEmbed(query: URLSearchParams): Promise<Response> {
  if (env().LITHIC_ENVIRONMENT !== "simulator") throw new AppError("NOT_FOUND");
  return simulator().fetch(`https://sandbox.lithic.com/v1/embed?${query}`);
}
