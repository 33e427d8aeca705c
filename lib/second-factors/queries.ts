import type { Actor } from "@/lib/auth/actor.ts";
import { storedPasskey } from "@/lib/auth/factors/passkey.ts";
import { totpAddress } from "@/lib/auth/factors/totp.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import type { ownFactorsShape, startedAuthenticatorShape } from "./factor-shapes.ts";

/** The actor's own second factors. */
export type OwnFactors = Shape<typeof ownFactorsShape>;

/** The second factors of the actor, the oldest first, and how many recovery codes they have
 *  left. */
export function readOwnFactors(actor: Actor): Promise<OwnFactors> {
  return readAs(actor, "second-factor.see", async (db) => {
    const userId = actor.userId ?? 0;
    const factors = await db.secondFactor.findMany({
      where: { userId, confirmedAt: { not: null } },
      orderBy: { id: "asc" },
      select: { id: true, kind: true, label: true, createdAt: true },
    });
    const recoveryCodesLeft = await db.recoveryCode.count({ where: { userId, usedAt: null } });
    return {
      factors: factors.map(({ id, kind, label, createdAt }) => ({
        id,
        kind: kind === "passkey" ? "passkey" : "totp",
        label,
        addedAt: createdAt.toISOString(),
      })),
      recoveryCodesLeft,
    };
  });
}

/** The address for the authenticator app that the actor is about to add, with its secret in it.
 *  Null when they have started none. */
export function readStartedAuthenticator(
  actor: Actor,
): Promise<Shape<typeof startedAuthenticatorShape> | null> {
  return readAs(actor, "second-factor.see", async (db) => {
    const factor = await db.secondFactor.findFirst({
      where: {
        userId: actor.userId ?? 0,
        kind: "totp",
        confirmedAt: null,
        sessionId: actor.session?.id ?? 0,
      },
      select: { accountId: true, secret: true },
    });
    const secret = factor && openField("SecondFactor", factor, "secret");
    return secret ? { secret, address: totpAddress(secret, actor.label) } : null;
  });
}

/** The actor and the passkeys that they have. */
export function readOwnPasskeys(actor: Actor) {
  return readAs(actor, "second-factor.see", async (db) => {
    const userId = actor.userId ?? 0;
    const select = { id: true, email: true, name: true } as const;
    const person = await db.user.findFirst({ where: { id: userId }, select });
    if (!person) throw noRow("User", userId);
    const kept = await db.secondFactor.findMany({
      where: { userId, kind: "passkey" },
      select: { accountId: true, secret: true },
    });
    const passkeys = kept.map((factor) =>
      storedPasskey.parse(JSON.parse(openField("SecondFactor", factor, "secret") ?? "")),
    );
    return { person, passkeys };
  });
}
