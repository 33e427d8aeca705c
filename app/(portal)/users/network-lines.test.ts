import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { atNetworks, networkLines, readNetworkLines } from "./network-lines";

it("networks are lines, and lines are networks", () => {
  const networks = [
    { network: "203.0.113.0/24", note: "Office in Berlin" },
    { network: "2001:db8::1", note: "" },
  ];
  expect(networkLines(networks)).toBe("203.0.113.0/24 Office in Berlin\n2001:db8::1");
  expect(readNetworkLines(networkLines(networks))).toEqual(networks);
  expect(readNetworkLines(" \r\n10.0.0.0/8\tVPN\r\n\r\n")).toEqual([{ network: "10.0.0.0/8", note: "VPN" }]);
  expect(readNetworkLines("")).toEqual([]);
});

it("a fault names its line", () => {
  const fault = new AppError("INVALID_INPUT", "x", { fields: { "networks.1.network": "Enter an address." } });
  expect(() => atNetworks(fault, "10.0.0.1\n\noffice")).toThrow("Line 2 (office): Enter an address.");
  const other = new AppError("STALE");
  expect(() => atNetworks(other, "")).toThrow(other);
});
