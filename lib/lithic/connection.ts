import { z } from "zod";
import { call, firstPage } from "./client.ts";

/** Asks whether the issuer's API answers (GET /v1/status). It does so for anybody, with any key. */
export async function readStatus(): Promise<void> {
  await call("status:GET", (lithic) => lithic.apiStatus(), z.object({ message: z.string().optional() }));
}

/** Reads an account, or none, to find out whether the issuer accepts the key (GET /v1/accounts). */
export async function tryKey(): Promise<void> {
  const page = z.object({ data: z.array(z.object({ token: z.uuid() })) });
  await call("accounts:GET", (lithic) => firstPage(lithic.accounts.list({ page_size: 1 })), page);
}

/** The names of the card programs that the key belongs to (GET /v1/card_programs). */
export async function listCardPrograms(): Promise<readonly string[]> {
  const page = z.object({ data: z.array(z.object({ name: z.string() })) });
  const list = await call("card_programs:GET", (lithic) => firstPage(lithic.cardPrograms.list()), page);
  return list.data.map(({ name }) => name);
}
