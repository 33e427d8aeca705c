import { describe, expect, it } from "vitest";
import { userActor } from "@/lib/auth/actor";
import { type Role, roles } from "@/lib/permissions";
import type { UserStatus } from "@/lib/users/user";
import { roleChoices, userState, verbsOn } from "./user-text";

const actorOf = (role: Role) =>
  userActor(
    { id: 1, accountId: 1, email: `${role}@demo.example`, role },
    { ip: null, userAgent: null, requestId: "test" },
  );
const person = (role: Role, given: { id?: number; status?: UserStatus; removedAt?: string } = {}) => ({
  id: 2,
  status: "active" as UserStatus,
  removedAt: null,
  role,
  ...given,
});
const offered = (by: Role, to: Parameters<typeof verbsOn>[1]) =>
  Object.entries(verbsOn(actorOf(by), to)).flatMap(([verb, isOffered]) => (isOffered ? [verb] : []));

describe("roleChoices", () => {
  it("offers what the actor may give, the most usual first, each with what it may do", () => {
    expect(roleChoices(actorOf("owner")).map(({ value }) => value)).toEqual([
      "user",
      "analyst",
      "admin",
      "owner",
    ]);
    expect(roleChoices(actorOf("admin")).map(({ value }) => value)).toEqual(["user", "analyst"]);
    for (const { hint } of roleChoices(actorOf("owner"))) expect(hint).toMatch(/\.$/);
  });
});

describe("userState", () => {
  const of = (given: Partial<Parameters<typeof userState>[0]>) =>
    userState({ status: "active", removedAt: null, lockedUntil: null, invitedUntil: null, ...given }).text;
  const soon = "2026-12-01T00:00:00.000Z";

  it("says what keeps a person from signing in", () => {
    expect(of({})).toBe("Active");
    expect(of({ lockedUntil: soon })).toBe("Sign-in paused");
    expect(of({ status: "invited", invitedUntil: soon })).toBe("Invited");
    expect(of({ status: "invited" })).toBe("Invitation expired");
    expect(of({ status: "deactivated", lockedUntil: soon })).toBe("Deactivated");
    expect(of({ status: "deactivated", removedAt: soon })).toBe("Removed");
  });
});

describe("verbsOn", () => {
  const all = [
    "change",
    "changeEmailAndRole",
    "freezeAllCards",
    "deactivate",
    "endSessions",
    "resetSecondFactors",
    "unlock",
    "issueCard",
  ];

  it("offers an owner everything, and an admin neither owners nor other admins (G27)", () => {
    for (const role of ["owner", "admin", "user"] as const)
      expect(offered("owner", person(role))).toEqual(all);
    expect(offered("admin", person("user"))).toEqual(all);
    for (const role of ["owner", "admin"] as const)
      expect(offered("admin", person(role))).toEqual(["freezeAllCards", "issueCard"]);
    expect(offered("admin", person("admin", { id: 1 }))).toEqual(["change", "freezeAllCards", "issueCard"]);
  });

  it("offers no card for an analyst, and for a deactivated person neither a card nor deactivating", () => {
    expect(offered("owner", person("analyst"))).toEqual([
      "change",
      "changeEmailAndRole",
      "freezeAllCards",
      "deactivate",
      "endSessions",
      "resetSecondFactors",
      "unlock",
    ]);
    expect(offered("owner", person("user", { status: "deactivated" }))).toEqual([
      "change",
      "changeEmailAndRole",
      "freezeAllCards",
      "reactivate",
      "resetSecondFactors",
      "unlock",
      "remove",
    ]);
    expect(offered("owner", person("user", { status: "invited" }))).toContain("invite");
  });

  it("offers to restore a removed person for 30 days, and nothing else", () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const removed = { status: "deactivated", removedAt: daysAgo(29) } as const;
    expect(offered("owner", person("user", { ...removed, removedAt: daysAgo(31) }))).toEqual([]);
    expect(offered("owner", person("user", removed))).toEqual(["restore"]);
    expect(offered("admin", person("user", removed))).toEqual(["restore"]);
    expect(offered("admin", person("admin", removed))).toEqual([]);
    expect(offered("owner", person("user", { status: "invited" }))).toContain("remove");
  });

  it("offers cardholders to change themselves, and nobody else", () => {
    expect(offered("user", person("user", { id: 1 }))).toEqual(["change"]);
    expect(offered("user", person("user"))).toEqual([]);
  });

  it("offers analysts nothing, and operators only what is for other operators", () => {
    for (const role of roles) expect(offered("analyst", person(role))).toEqual([]);
    for (const role of ["owner", "admin", "user", "analyst"] as const)
      expect(offered("operator", person(role))).toEqual([]);
    expect(offered("operator", person("operator"))).toEqual([
      "change",
      "changeEmailAndRole",
      "deactivate",
      "endSessions",
      "resetSecondFactors",
      "unlock",
    ]);
  });
});
