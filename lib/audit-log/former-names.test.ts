import { describe, expect, it } from "vitest";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { currentName } from "./former-names.ts";

describe("the fields of an old audit row", () => {
  it("have the names of today", () => {
    const former = [
      "wantedStatus",
      "wantedAt",
      "wantedSpendLimit",
      "wantedSpendLimitDuration",
      "limitWantedAt",
    ];
    const current = former.map((field) => currentName("Card", field));
    expect(Object.keys(schemaMap.Card.fields)).toEqual(expect.arrayContaining(current));
    expect(currentName("Card", "status")).toBe("status");
    expect(currentName("User", "wantedStatus")).toBe("wantedStatus");
  });
});
