import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { confirmPassword } from "@/lib/auth/sign-in/confirm-password.ts";
import { command } from "@/lib/command.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { openEmbedSession } from "@/lib/lithic/card-embed.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { noteRefusal } from "@/lib/note-refusal.ts";
import { log } from "@/lib/process/log.ts";
import { readAs } from "@/lib/read.ts";
import { canReveal, cardStateLabel } from "../card.ts";
import type { revealedCardShape } from "../card-shapes.ts";
import { boundAddress } from "./simulated-embed.ts";

/** What a browser needs to show a card's number: frames of the issuer. Their URLs contain a secret
 *  and must not be stored or logged. */
export type RevealedCard = Shape<typeof revealedCardShape>;

/** The input for viewing a card number. */
export const reveal = z.strictObject({ password: z.string().min(1) });

const shownMilliseconds = 60_000;

// The frames sit on a strip that is light in both themes, so they need not know the theme.
const frameStyles = {
  margin: "0",
  color: "#1a1a1a",
  "font-family": "ui-monospace, monospace",
  "font-size": "16px",
  "line-height": "24px",
};

/** Lets the holder of an active card see its number, expiry and security code for a minute, after
 *  entering their password again. The view is recorded before the issuer is called. `origin` is the
 *  origin of the portal's page, which must be https: or http://localhost. Throws NOT_FOUND for
 *  somebody else's card, INVALID_INPUT for a wrong password, RULE_BROKEN for a card that is not
 *  active or after too many views, and BUSY when the issuer does not answer. */
export async function revealCard(
  actor: Actor,
  cardId: number,
  input: { password?: unknown },
  origin: () => Promise<string>,
): Promise<RevealedCard> {
  const token = await tokenOfOwn(actor, cardId);
  const { password } = parsed(input);
  const opener = await origin();
  checkOrigin(opener);
  await confirmPassword(actor, password).catch(async (error: unknown) => {
    await noteWrongPassword(actor, cardId, error);
    throw error;
  });
  const { until } = await noteReveal(actor, { cardId });
  const addresses = await openEmbedSession(token, opener, new Date(until), frameStyles).catch(notShown);
  const [number = "", expiryMonth = "", expiryYear = "", code = ""] = addresses.map((address) =>
    boundAddress(actor, address),
  );
  return { frames: { number, expiryMonth, expiryYear, code }, until };
}

async function noteWrongPassword(actor: Actor, cardId: number, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.code === "BUSY") return;
  const reason = error.code === "RULE_BROKEN" ? "Paused after too many wrong passwords" : "Wrong password";
  await noteRefusal(actor, { action: "card.reveal", target: { model: "Card", id: cardId }, reason });
}

async function tokenOfOwn(actor: Actor, cardId: number): Promise<string> {
  if (!rowId.safeParse(cardId).success) throw new AppError("NOT_FOUND");
  const card = await readAs(actor, "card.reveal", async (db) => {
    const found = await db.card.findFirst({ where: { id: cardId } });
    if (!found) throw noRow("Card", cardId);
    return found;
  });
  checkActive(card);
  return openField("Card", card, "lithicCardToken") ?? "";
}

function checkActive(card: Row<"Card">): void {
  if (!canReveal(card))
    throw new AppError(
      "RULE_BROKEN",
      `Only the number of an active card is shown; this one is ${cardStateLabel(card).toLowerCase()}.`,
    );
}

function parsed(input: object): { password: string } {
  const { data } = reveal.safeParse(input);
  if (data) return data;
  throw new AppError("INVALID_INPUT", "Enter your password.", {
    fields: { password: "Enter your password." },
  });
}

// POST /v1/cards/{card_token}/embed, target_origin.
function checkOrigin(origin: string): void {
  if (!/^https:|^http:\/\/localhost(:|$)/.test(origin))
    throw new AppError(
      "RULE_BROKEN",
      "The issuer shows card numbers only where the portal is opened with https:// or at http://localhost. Open it there; nothing was shown.",
    );
}

/** Records in the history of the actor's own card that its number is about to be shown. Returns
 *  until when. */
export const noteReveal = command({
  name: "card.reveal",
  input: z.strictObject({ cardId: rowId }),
  async run({ db, actor, now, input: { cardId } }) {
    // Concurrent requests are counted one by one.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", cardId);
    checkActive(card);
    await checkRate(db, actor, now);
    const until = new Date(now.getTime() + shownMilliseconds).toISOString();
    db.note("Card", card.id, { shownUntil: until });
    return { until };
  },
});

const maxReveals = 10;
const rateMilliseconds = 3_600_000;

async function checkRate(db: Writer, actor: Actor, now: Date): Promise<void> {
  const tenth = await db.read.auditLog.findFirst({
    where: { actorUserId: actor.userId, action: "card.reveal", outcome: "done" },
    orderBy: { seq: "desc" },
    skip: maxReveals - 1,
    select: { occurredAt: true },
  });
  if (tenth && now.getTime() - tenth.occurredAt.getTime() < rateMilliseconds)
    throw new AppError(
      "RULE_BROKEN",
      `You have looked at card numbers ${maxReveals} times within the hour. Try again later; nothing was shown.`,
    );
}

function notShown(error: unknown): never {
  if (!(error instanceof IssuerError)) throw error;
  log().warn({ status: error.status, reference: error.reference }, "reveal: the issuer opened no session");
  throw new AppError(
    "BUSY",
    "The issuer does not show the card at the moment. Try again in a minute; nothing was shown.",
  );
}
