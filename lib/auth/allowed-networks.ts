import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

/** How many networks a business can list. */
export const maxAllowedNetworks = 50;

// An address, such as 203.0.113.7, or a network, such as 203.0.113.0/24 or 2001:db8::/32.
const network = z.string().trim().toLowerCase().max(50).refine(isNetwork, {
  error: "Enter an address such as 203.0.113.7, or a network such as 203.0.113.0/24 or 2001:db8::/32.",
});

/** An address or network from which a business lets its people in, and what it is. */
export const allowedNetwork = z.strictObject({
  network,
  note: z.string().trim().max(100, "Use up to 100 characters.").default(""),
});

/** An address or network from which a business lets its people in. */
export type AllowedNetwork = z.output<typeof allowedNetwork>;

/** The networks as the account's row keeps them. None let everybody in. */
export const storeNetworks = (networks: readonly AllowedNetwork[]): string | null =>
  networks.length === 0 ? null : JSON.stringify(networks);

/** The networks of an account's row. */
export const readNetworks = (stored: string | null): AllowedNetwork[] =>
  stored === null ? [] : (JSON.parse(stored) as AllowedNetwork[]);

/** Whether a business lets its people in from an address. Without a list, from everywhere. */
export function isAllowedFrom(ip: string | null, stored: string | null): boolean {
  return stored === null || includesAddress(readNetworks(stored), ip);
}

/** Throws NETWORK_NOT_ALLOWED when a business does not let its people in from an address. */
export function requireAllowedNetwork(ip: string | null, stored: string | null): void {
  if (!isAllowedFrom(ip, stored)) throw new AppError("NETWORK_NOT_ALLOWED");
}

/** Whether an address is in one of the networks. */
export function includesAddress(networks: readonly AllowedNetwork[], ip: string | null): boolean {
  const address = ip?.split("%")[0] ?? "";
  if (isIP(address) === 0) return false;
  const list = new BlockList();
  for (const { network: text } of networks) {
    const { base, bits, family } = partsOf(text);
    list.addSubnet(base, bits, family);
  }
  return list.check(address, familyOf(address));
}

function isNetwork(text: string): boolean {
  const { base, bits } = partsOf(text);
  return /^[0-9a-f.:]+(\/[1-9]\d{0,2})?$/.test(text) && isIP(base) !== 0 && bits <= widthOf(base);
}

function partsOf(text: string) {
  const [base = "", bits] = text.split("/");
  return { base, bits: bits === undefined ? widthOf(base) : Number(bits), family: familyOf(base) };
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");
const widthOf = (address: string) => (isIP(address) === 6 ? 128 : 32);
