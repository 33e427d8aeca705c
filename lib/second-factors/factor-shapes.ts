import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

/** A person's own second factors: authenticator app or passkeys. */
export const ownFactorsShape = component(
  "SecondFactors",
  z.object({
    factors: z.array(
      z.object({ id: z.int(), kind: z.enum(["totp", "passkey"]), label: z.string(), addedAt: moment }),
    ),
    recoveryCodesLeft: z.int(),
  }),
);

/** What an authenticator app reads: the secret in Base32, and the address with it (otpauth:). */
export const startedAuthenticatorShape = component(
  "StartedAuthenticator",
  z.object({ secret: z.string(), address: z.string() }),
);

/** Recovery codes, which are shown only now. Empty when the person already had a second factor. */
export const recoveryCodesShape = component(
  "RecoveryCodes",
  z.object({ recoveryCodes: z.array(z.string()) }),
);
