import { readSimulatedEmbed } from "@/lib/cards/reveal/simulated-embed";
import { AppError } from "@/lib/errors";
import { endpoint } from "@/lib/http/route-handler";

/** The page that the built-in issuer shows in a frame, as Lithic does at its own address. */
export const GET = endpoint(async ({ actor, query }) => {
  const answer = await readSimulatedEmbed(actor, query);
  if (!answer.ok) throw new AppError("NOT_FOUND", "This view has expired. Show the number again.");
  const headers = {
    "Content-Type": answer.headers.get("content-type") ?? "application/json",
    "Cache-Control": "no-store",
  };
  return new Response(await answer.text(), { status: answer.status, headers });
});
