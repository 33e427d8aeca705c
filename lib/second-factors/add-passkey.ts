import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import {
  credentialHash,
  passkeyCreationOptions,
  storedPasskey,
  verifyNewPasskey,
} from "@/lib/auth/factors/passkey.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { deviceText } from "@/lib/profile/device-text.ts";
import { requirePermission } from "@/lib/read.ts";
import { finishAddingFactor } from "./finish-adding-factor.ts";
import { readOwnPasskeys } from "./queries.ts";
import { parsePasskeyResponse, wrongPasskey } from "./redeem-passkey.ts";

/** What the actor's browser needs to make a passkey. `origin` gives that of the page. Needs a
 *  recent proof. */
export async function newPasskeyOptions(
  actor: Actor,
  origin: () => Promise<string>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const now = new Date();
  requireRecentProof(actor, now);
  const { person, passkeys } = await readOwnPasskeys(actor);
  return passkeyCreationOptions(
    person,
    passkeys.map(({ id }) => id),
    await origin(),
    now,
  );
}

/** What a browser made, as JSON (WebAuthn RegistrationResponseJSON). */
export const newPasskeyInput = z.strictObject({ passkey: z.string() });

/** Adds the passkey that the actor's browser made. Returns the recovery codes of somebody who had
 *  no second factor. Throws INVALID_INPUT at `passkey`, DUPLICATE. */
export async function addPasskey(actor: Actor, input: unknown, origin: () => Promise<string>) {
  await requirePermission(actor, "second-factor.add-passkey");
  const { passkey: json } = parseInput(newPasskeyInput, input);
  const response = parsePasskeyResponse<RegistrationResponseJSON>(json);
  const made = await verifyNewPasskey(response, actor.userId ?? 0, await origin(), new Date());
  if (!made) throw wrongPasskey();
  const { counter, ...passkey } = made;
  return storePasskey(actor, { passkey, counter });
}

/** Keeps a passkey that was checked. */
export const storePasskey = command({
  name: "second-factor.add-passkey",
  input: z.strictObject({ passkey: storedPasskey, counter: z.int().min(0) }),
  async run({ db, actor, now, input: { passkey, counter } }) {
    requireRecentProof(actor, now);
    await db.lockAccount();
    const label = deviceText(actor.userAgent);
    const hash = credentialHash(passkey.id);
    const present = await db.read.secondFactor.findFirst({ where: { credentialHash: hash } });
    if (present) throw new AppError("DUPLICATE", "This device has a passkey already.");
    await db.insert("SecondFactor", {
      userId: actor.userId ?? 0,
      kind: "passkey",
      label,
      secret: JSON.stringify(passkey),
      credentialHash: hash,
      lastCounter: BigInt(counter),
      confirmedAt: now,
    });
    return { recoveryCodes: await finishAddingFactor(db, actor, `a passkey (${label})`, now) };
  },
});
