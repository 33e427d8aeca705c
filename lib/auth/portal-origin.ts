import { headers } from "next/headers";
import { env } from "@/lib/process/env.ts";

/** The origin of the portal as the requesting browser sees it, such as
 *  "https://cards.example.com". */
export async function portalOrigin(): Promise<string> {
  const { PORTAL_URL } = env();
  return PORTAL_URL === undefined ? `http://${(await headers()).get("host")}` : new URL(PORTAL_URL).origin;
}
