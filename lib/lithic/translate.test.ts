import { describe, expect, it } from "vitest";
import { stateOf, statusOf } from "./translate.ts";

describe("the state of a card", () => {
  it("is a word of ours for every word of the issuer's, and back where we may set it", () => {
    const states = ["PENDING_FULFILLMENT", "PENDING_ACTIVATION", "OPEN", "PAUSED", "CLOSED"];
    expect(states.map(statusOf)).toEqual(["pending", "pending", "active", "frozen", "inactive"]);
    for (const status of ["active", "frozen", "inactive"] as const)
      expect(statusOf(stateOf[status])).toBe(status);
  });
});
