import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import { eventText } from "./event-text";

const entry = (given: Partial<HistoryEntry>): HistoryEntry => ({
  id: "1",
  at: "2026-11-22T16:00:00.000Z",
  action: "user.change",
  actorName: "Ada Owner",
  actorRole: "owner",
  outcome: "done",
  reason: null,
  targetType: "User",
  targetId: "1",
  changes: [],
  ...given,
});

describe("a refusal", () => {
  it("says why, and how often it was repeated (G25)", () => {
    const denied = (given: Partial<HistoryEntry>) => eventText(entry({ outcome: "refused", ...given }));
    expect(denied({})).toBe("Denied: not allowed for this role");
    expect(denied({ reason: "Wrong password" })).toBe("Denied: wrong password");
    const times = (after: number) => [{ field: "times", before: null, after }];
    expect(denied({ changes: times(1) })).toBe("Denied: not allowed for this role · once more");
    expect(denied({ changes: times(57) })).toBe("Denied: not allowed for this role · 57 more times");
  });
});

describe("eventText", () => {
  it.each<[string, Partial<HistoryEntry>]>([
    [
      "Invited by Ada Owner",
      { action: "user.create", changes: [{ field: "name", before: null, after: "Zoë" }] },
    ],
    [
      "Deactivated by Ada Owner · Left the company",
      { action: "user.deactivate", reason: "Left the company" },
    ],
    [
      "Deactivated by Ada Owner · Left the company, 3 cards moved",
      {
        action: "user.deactivate",
        reason: "Left the company",
        changes: [{ field: "cardsMoved", before: null, after: 3 }],
      },
    ],
    ["Signed in", { action: "user.sign-in" }],
    ["Denied: not allowed for this role", { action: "card.issue", outcome: "refused" }],
    [
      "Changed by an admin · limit per day",
      { actorName: null, actorRole: "admin", changes: [{ field: "dailyLimit", before: "1", after: "2" }] },
    ],
    [
      "Changed by Ada Owner · role from Cardholder to Admin, phone",
      {
        changes: [
          { field: "role", before: "user", after: "admin" },
          { field: "phone", before: "•••", after: "•••" },
          { field: "linksEnded", before: null, after: 2 },
        ],
      },
    ],
    [
      "Changed by Ada Owner · family name from nothing to García",
      {
        changes: [
          { field: "familyName", before: "", after: "García" },
          { field: "name", before: "María", after: "María García" },
        ],
      },
    ],
    [
      "Changed by Ada Owner",
      { action: "something.new", changes: [{ field: "constructor", before: 1, after: 2 }] },
    ],
  ])("says %j", (text, given) => {
    expect(eventText(entry(given))).toBe(text);
  });
});
