import { describe, expect, it } from "vitest";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { currentAction, currentField } from "./former-names.ts";

describe("the fields of an old audit row", () => {
  it("have the names of today", () => {
    const former = [
      "wantedStatus",
      "wantedAt",
      "wantedSpendLimit",
      "wantedSpendLimitDuration",
      "limitWantedAt",
    ];
    const current = former.map((field) => currentField("Card", field));
    expect(Object.keys(schemaMap.Card.fields)).toEqual(expect.arrayContaining(current));
    expect(currentField("Card", "status")).toBe("status");
    expect(currentField("User", "wantedStatus")).toBe("wantedStatus");
  });
});

describe("the action of an old audit row", () => {
  it("has the name of today", () => {
    expect(currentAction("card.mirror")).toBe("card.sync");
    expect(currentAction("card.freeze")).toBe("card.freeze");
  });
});
