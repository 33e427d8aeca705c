import { portalOrigin } from "@/lib/auth/portal-origin";
import { revealedCardShape } from "@/lib/cards/card-shapes";
import { noteReveal, reveal, revealCard } from "@/lib/cards/reveal/reveal-card";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const POST = described(
  {
    command: noteReveal,
    summary: "Opens the issuer's frames, which show the number of your own card for a minute.",
    body: reveal,
    answers: { 200: revealedCardShape },
  },
  async ({ actor, id, body }) => json(await revealCard(actor, id, body, portalOrigin)),
);
