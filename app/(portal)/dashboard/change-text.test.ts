import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import { changedThings } from "./change-text";

const entry = (id: string, targetId: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  at: `2026-03-04T05:06:0${id}.000Z`,
  action: "card.freeze",
  actorName: "Ben Admin",
  actorRole: "admin",
  outcome: "done",
  reason: null,
  targetType: "Card",
  targetId,
  changes: [],
  ...more,
});

describe("the latest changes", () => {
  it("are told together where they follow each other on one thing, newest first", () => {
    const confirmation = entry("3b", "1", {
      action: "card.confirm",
      changes: [{ field: "status", before: "active", after: "frozen" }],
    });
    const things = changedThings(
      [
        entry("4", "1", { action: "card.close" }),
        confirmation,
        entry("3", "1"),
        entry("2", "2"),
        entry("1", "1", { action: "card.issue" }),
      ],
      { "Card 1": "Travel •• 4242", "Card 2": "•• 1111" },
    );
    expect(things.map(({ about, texts }) => [about, ...texts])).toEqual([
      ["Travel •• 4242", "Ben Admin asked to close it", "Frozen by Ben Admin"],
      ["•• 1111", "Ben Admin asked to freeze it"],
      ["Travel •• 4242", "Issued by Ben Admin"],
    ]);
    expect(things[0]).toMatchObject({ href: "/cards/1", at: "2026-03-04T05:06:04.000Z" });
  });

  it("lead nowhere when what they are about has no name for the reader, no page, or was deleted", () => {
    expect(changedThings([entry("1", "9")], {})[0]).toMatchObject({ about: "Card", href: null });
    expect(changedThings([entry("1", "9", { targetType: "Address" })], {})[0]).toMatchObject({
      about: "Address",
      href: null,
    });
    const profile = { targetType: "SpendingProfile", action: "spending-profile.change" };
    const deleted = [
      entry("3", "9", { ...profile, action: "spending-profile.delete" }),
      entry("2", "1"),
      entry("1", "9", profile),
    ];
    expect(changedThings(deleted, { "SpendingProfile 9": "Travel" }).map(({ href }) => href)).toEqual([
      null,
      null,
      null,
    ]);
    expect(changedThings([entry("1", "9", { targetType: "Account" })], {})[0]).toMatchObject({
      about: "Business",
      href: "/accounts/9",
    });
  });
});
