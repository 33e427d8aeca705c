import { createHmac } from "node:crypto";
import { hashSync } from "bcryptjs";

/** The hash that the portal would make of a password at a cost of 4. */
export function weakHash(password: string): string {
  const pepper = Buffer.from(process.env.PASSWORD_PEPPER ?? "", "base64");
  return hashSync(createHmac("sha384", pepper).update(password).digest("base64"), 4);
}
