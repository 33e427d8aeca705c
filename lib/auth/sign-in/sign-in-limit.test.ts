import { describe, expect, it } from "vitest";
import { limits } from "@/lib/request-limits/limits.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";
import { countSignIn, uncountFailure } from "./sign-in-limit.ts";

describe("the network of an address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::9", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["::", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    [null, "unknown"],
  ])("of %s is %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe("attempts from one network", () => {
  it("are a hundred, from all its addresses together", async () => {
    for (let number = 1; number <= 100; number++)
      expect(await countSignIn(`2001:db8:aa:bb::${number.toString(16)}`, `a${number}@b.example`)).toBe(0);
    const seconds = await countSignIn("2001:db8:aa:bb:1:2:3:4", "a@b.example");
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect(await countSignIn("2001:db8:aa:bc::1", "b@b.example")).toBe(0);
  });

  it("do not count when they were right", async () => {
    for (let number = 0; number < 300; number++) {
      expect(await countSignIn("192.0.2.9", `c${number}@b.example`)).toBe(0);
      await uncountFailure("192.0.2.9");
    }
  });

  it("have a limit when they are right, too, for each address (G24)", async () => {
    const signIns = async (times: number) => {
      let seconds = 0;
      for (let number = 0; number < times; number++) {
        seconds = await countSignIn(`198.51.100.${number}`, "loop@b.example");
        await uncountFailure(`198.51.100.${number}`);
      }
      return seconds;
    };
    expect(await signIns(limits.signIn.person)).toBe(0);
    expect(await signIns(1)).toBeGreaterThan(0);
    expect(await countSignIn("198.51.100.1", "other@b.example")).toBe(0);
  });
});
