import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import { words } from "@/prisma/generated/schema-map.ts";

export type SignUpState = (typeof words.Account.signUp)[number];

/** Whether businesses can sign themselves up, and the version of the platform that says so. */
export const signUpShape = z.object({ signUp: z.enum(words.Account.signUp), version: z.int() });

/** Whether businesses can sign themselves up, for those who may change it. Needs
 *  account.set-sign-up. */
export function readSignUp(actor: Actor): Promise<Shape<typeof signUpShape>> {
  return readAs(actor, "account.set-sign-up", async (db) => {
    const where = { id: actor.accountId };
    const platform = await db.account.findFirst({ where, select: { signUp: true, version: true } });
    if (!platform) throw noRow("Account", actor.accountId);
    return { ...platform, signUp: platform.signUp as SignUpState };
  });
}
