import type { Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { readAs } from "@/lib/read.ts";
import { issuerActor } from "./issuer-actor.ts";
import { IssuerError } from "./issuer-error.ts";
import type { Operation } from "./operation.ts";

/** The card that an operation is about, and the issuer's name of it. Throws an IssuerError when it never made one. */
export async function cardOf(operation: Operation): Promise<{ card: Row<"Card">; token: string }> {
  const { card, token } = await read(operation);
  if (!card || !token) throw new IssuerError("refused", "The issuer never made this card.");
  return { card, token };
}

/** The issuer's name of the card that an operation is about; null when it never made one. */
export async function tokenOf(operation: Operation): Promise<string | null> {
  return (await read(operation)).token;
}

async function read({ accountId, targetId }: Operation) {
  const card = await readAs(issuerActor(accountId), "card.see", (db) =>
    db.card.findFirst({ where: { id: targetId } }),
  );
  return { card, token: card && openField("Card", card, "lithicCardToken") };
}
