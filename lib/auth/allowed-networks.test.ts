import { describe, expect, it } from "vitest";
import { allowedNetwork, isAllowedFrom, requireAllowedNetwork, storeNetworks } from "./allowed-networks.ts";

const list = (...networks: string[]) => storeNetworks(networks.map((network) => ({ network, note: "" })));

describe("a list of networks", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.200", "203.0.113.0/24"],
    ["203.0.113.200", "203.0.113.7/24"],
    ["::ffff:203.0.113.7", "203.0.113.0/24"],
    ["2001:db8:1::9", "2001:db8::/32"],
    ["2001:0db8:0000::0001", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::/10"],
    ["10.255.0.1", "10.0.0.0/8"],
  ])("has %s in %s", (ip, network) => {
    expect(isAllowedFrom(ip, list("198.51.100.1", network))).toBe(true);
  });

  it.each([
    ["203.0.114.1", "203.0.113.0/24"],
    ["203.0.113.8", "203.0.113.7/32"],
    ["2001:db9::1", "2001:db8::/32"],
    ["::1", "127.0.0.1"],
    [null, "0.0.0.0/1"],
    ["somewhere", "0.0.0.0/1"],
  ])("does not have %s in %s", (ip, network) => {
    expect(isAllowedFrom(ip, list(network))).toBe(false);
    expect(() => requireAllowedNetwork(ip, list(network))).toThrow("networks");
  });

  it("that is empty lets everybody in", () => {
    expect(storeNetworks([])).toBeNull();
    for (const ip of ["203.0.113.7", "::1", null]) expect(isAllowedFrom(ip, null)).toBe(true);
  });
});

describe("an entry", () => {
  it.each(["203.0.113.7", " 203.0.113.0/24 ", "2001:DB8::/32", "::1", "::ffff:203.0.113.7"])(
    "can be %j",
    (network) => {
      expect(allowedNetwork.safeParse({ network }).success).toBe(true);
    },
  );

  it.each([
    "",
    "office",
    "203.0.113",
    "203.0.113.7/33",
    "203.0.113.7/0",
    "203.0.113.7/",
    "::/129",
    "010.0.0.1",
  ])("cannot be %j", (network) => {
    expect(allowedNetwork.safeParse({ network }).success).toBe(false);
  });
});
