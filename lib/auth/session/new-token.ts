import { randomBytes } from "node:crypto";
import { hashToken } from "./check-session.ts";

/** A new token of 256 random bits, with the hash that the database stores instead of it. */
export function newToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}
