import { randomUUID } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { foundMethods } from "@/e2e/access/found-endpoints.ts";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import type { DescribedHandler } from "@/lib/http/described.ts";
import { apiDocument, type Operation } from "@/lib/http/openapi/document.ts";
import { problemResponses, type ResponseObject } from "@/lib/http/openapi/problems.ts";
import type { ApiCall } from "@/lib/http/read-call.ts";
import { problem } from "@/lib/http/route-handler.ts";
import { type TestBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { freshEmail } from "@/lib/testing/test-inputs.ts";
import { cardInUse, enrolledBusiness, issuedCard, ship } from "@/lib/testing/test-issuer.ts";
import { routes } from "./routes.ts";

// The document itself, the built-in issuer's frame, webhooks that only the issuer may send, the
// sign-in form, unknown addresses, and routes that take or return files instead of JSON.
const notDescribed = [
  "/api/openapi.json",
  "/api/issuer-simulator/embed",
  "/api/lithic/webhooks",
  "/api/auth/[...nextauth]",
  "/api/[...nothing]",
  "/api/cards/export",
  "/api/transactions/export",
  "/api/cards/issue-by-csv",
  "/api/cards/issue-by-csv/check",
  "/api/users/export",
  "/api/users/invite-by-csv",
  "/api/users/invite-by-csv/check",
  "/api/bulk-jobs/[id]/result",
];

const document = apiDocument(routes);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the document", () => {
  it("describes every method of every route handler under app/api, and no other", () => {
    const found = foundMethods()
      .filter(({ route }) => route.startsWith("/api/") && !notDescribed.includes(route))
      .map(({ route, method }) => `${method} ${route.replaceAll(/\[(\w+)\]/g, "{$1}")}`);
    const missing = "Make it with described() and add its route to app/api/openapi.json/routes.ts.";
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort(), missing).toEqual(
      found.sort(),
    );
  });

  it("names each operation once", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("takes amounts as whole numbers, and leaves out of a body what the address says", () => {
    const card = operationNamed("card.issue").requestBody?.content["application/json"].schema;
    expect(card?.required).toEqual(["userId", "cardType", "form"]);
    expect(card?.properties?.spendLimit).toMatchObject({
      anyOf: [{ type: "integer", minimum: 1, maximum: 2_147_483_647 }, { type: "null" }],
    });
    const freeze = operationNamed("card.freeze").requestBody;
    expect(Object.keys(freeze?.content["application/json"].schema.properties ?? {})).toEqual([
      "reason",
      "version",
    ]);
    expect(freeze?.required).toBe(true);
  });

  it("says what a list can be asked for", () => {
    const names = operationNamed("card.list").parameters.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["search", "status", "holder", "sort", "after", "before", "end", "pageSize"]),
    );
    const schemaOf = (name: string) =>
      operationNamed("card.list").parameters.find((one) => one.name === name)?.schema;
    expect([schemaOf("holder"), schemaOf("limitFrom"), schemaOf("createdFrom")]).toEqual([
      { type: "integer", minimum: 1 },
      { type: "integer", minimum: 0 },
      { type: "string", format: "date" },
    ]);
  });
});

const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

let business: TestBusiness;
let people: Record<"owner" | "user" | "analyst" | "operator" | "unproven", Actor>;
let cardId: number;
const answered = new Set<string>();
afterAll(() => void vi.useRealTimers());
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 100_000n);
  people = { ...business, operator: await testOperator(), unproven: { ...business.owner, session: null } };
  cardId = Number((await answerTo({ name: "card.issue", body: desiredCard() })).body.id);
});

interface Asked {
  readonly name: string;
  readonly by?: keyof typeof people;
  readonly id?: number;
  readonly uuid?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: string;
}

const desiredCard = () => ({
  userId: business.user.userId,
  cardType: "debit",
  form: "virtual",
  spendLimit: 5_000,
  spendLimitDuration: "monthly",
});
const holder = () => ({ userId: business.user.userId as number });
const lunch = { amount: 2_000, merchant: "LA BRASSERIE", mcc: "5812", country: "USA" };
const newUser = () => ({
  givenName: "Nora",
  familyName: "New",
  email: `${randomUUID()}@demo.example`,
  role: "user",
});

// Each with its answer. Earlier requests create the rows that later ones name.
const conversations: Readonly<Record<string, () => Promise<Asked[]>>> = {
  cards: async () => [
    ...(["owner", "user", "analyst"] as const).flatMap((by): Asked[] => [
      { name: "card.list", by, query: "status=active&sort=memo&pageSize=1" },
      { name: "card.list", by, query: "search=4242" },
      { name: "card.read", by, id: business.cardId },
      { name: "card.history", by, id: business.cardId },
      { name: "dashboard.read", by },
    ]),
    { name: "card.read", by: "operator", id: cardId },
    { name: "card.issue", body: { ...desiredCard(), form: "physical", shippingAddress: address } },
    { name: "card.freeze", id: cardId, body: { reason: "Lost" } },
    { name: "card.unfreeze", id: cardId, body: {} },
    { name: "card.change-limit", id: cardId, body: { spendLimit: 9_000, spendLimitDuration: "annually" } },
    { name: "card.change-memo", id: cardId, body: { memo: "Trains" } },
    { name: "card.close", id: cardId, body: { reason: "Lost", lastFour: await lastFour() } },
    { name: "card.read", id: cardId },
  ],
  "cards that are printed": async () => {
    const userId = business.user.userId as number;
    const { addressId: shippingAddressId } = await addAddress(business.owner, {
      ...address,
      label: "Office",
    });
    const [inUse, sent] = [
      await cardInUse(business, userId),
      await issuedCard(business, { userId, form: "physical" }),
    ];
    await ship(business, sent);
    return [
      { name: "card.activate", id: sent, body: {} },
      { name: "card.reissue", id: inUse, body: { shippingAddressId } },
      { name: "card.renew", id: sent, body: { shippingAddressId } },
      { name: "card.convert", id: await issuedCard(business, { userId }), body: { shippingAddressId } },
      { name: "card.move", id: sent, body: { holderId: business.admin.userId, shippingAddressId } },
      { name: "card.replace", id: inUse, body: { reason: "lost" } },
    ];
  },
  people: async () => {
    const { body: person } = await answerTo({ name: "user.create", body: newUser() });
    return [
      { name: "user.list", query: "sort=-name&role=user" },
      { name: "user.list", query: "search=nora" },
      { name: "user.read", by: "user", id: business.user.userId as number },
      { name: "user.change", id: Number(person.id), body: { familyName: "Newcomer" } },
      { name: "user.take-back-invitation", id: Number(person.id), body: {} },
      { name: "user.end-sessions", id: Number(person.id), body: {} },
      { name: "session.list", by: "user" },
      { name: "profile.email", by: "user" },
      { name: "profile.request-email-change", by: "user", body: { email: freshEmail() } },
      { name: "profile.cancel-email-change", by: "user", body: {} },
      { name: "user.deactivate", id: Number(person.id), body: { reason: "Left" } },
      { name: "user.reactivate", id: Number(person.id), body: {} },
      { name: "user.remove", id: Number(person.id), body: {} },
      { name: "user.list", query: "removed=yes" },
      { name: "user.read", id: Number(person.id) },
      { name: "user.restore", id: Number(person.id), body: {} },
    ];
  },
  invitations: async () => {
    const { body: person } = await answerTo({ name: "user.create", body: newUser() });
    const { body: invitation } = await answerTo({ name: "user.invite", id: Number(person.id), body: {} });
    const token = new URL(String(invitation.link)).searchParams.get("token");
    return [
      {
        name: "invitation.accept",
        body: { token, givenName: "Nora", familyName: "New", password: "kavo-mire-tulo-sepa" },
      },
      { name: "mail.list", by: "operator", query: "status=kept&pageSize=5" },
    ];
  },
  "bulk jobs": async () => {
    const body = { verb: "card.freeze", cards: { ids: [business.cardId] }, reason: "Left" };
    const { body: job } = await answerTo({ name: "bulk-job.start", body });
    const id = Number(job.id);
    return [
      { name: "bulk-job.check", body: { verb: "card.freeze", cards: { query: "status=active" } } },
      { name: "bulk-job.list", query: "status=running" },
      { name: "bulk-job.read", id },
      { name: "bulk-job.items", id, query: "status=waiting" },
      { name: "bulk-job.cancel", id, body: {} },
    ];
  },
  profiles: async () => {
    const { body: profile } = await answerTo({
      name: "spending-profile.create",
      body: { name: "Trains", dailyLimit: 100, allowedCategories: ["4112"], draft: true },
    });
    const id = Number(profile.id);
    return [
      { name: "spending-profile.list", by: "user" },
      { name: "spending-profile.read", by: "analyst", id: business.spendingProfileId },
      { name: "spending-profile.change", id, body: { description: "By rail", monthlyLimit: 10_000 } },
      { name: "spending-profile.read", id },
      { name: "spending-profile.shadow", id, body: {} },
      { name: "spending-profile.activate", id, body: {} },
      { name: "spending-profile.change", id, body: { dailyLimit: 200, draft: true } },
      { name: "spending-profile.discard", id, body: {} },
      { name: "spending-profile.deactivate", id, body: { reason: "Unused" } },
      { name: "card.change-profile", id: business.cardId, body: { spendingProfileId: null } },
      {
        name: "card.would-pass",
        id: business.cardId,
        body: { amount: 100, mcc: "5812", country: "USA", merchant: "CAFE" },
      },
      { name: "spending-profile.delete", id, body: {} },
      { name: "spending-profile.restore", id, body: {} },
    ];
  },
  factors: async () => {
    const { body: started } = await answerTo({ name: "second-factor.start-authenticator" });
    const epoch = Math.floor(Date.now() / 1000);
    const code = await generate({ secret: String(started.secret), epoch });
    return [
      { name: "second-factor.confirm-authenticator", body: { code } },
      { name: "second-factor.list" },
      { name: "second-factor.renew-recovery-codes" },
      {
        name: "account.set-second-factor-policy",
        id: business.accountId,
        body: { secondFactorFor: "everyone" },
      },
      {
        name: "account.set-confirm-above-limit",
        id: business.accountId,
        body: { confirmAboveLimit: 500_000 },
      },
      { name: "account.set-allowed-networks", id: business.accountId, body: { networks: [] } },
    ];
  },
  "time zone": async () => [{ name: "profile.set-time-zone", body: { timeZone: "Asia/Tokyo" } }],
  views: async () => {
    const { body: view } = await answerTo({
      name: "saved-view.save",
      body: { list: "cards", name: "Frozen", query: "status=frozen" },
    });
    return [{ name: "saved-view.list" }, { name: "saved-view.delete", id: Number(view.id) }];
  },
  keys: async () => {
    const { body: key } = await answerTo({
      name: "api-key.create",
      body: { name: "Payroll", role: "analyst" },
    });
    return [{ name: "api-key.list" }, { name: "api-key.revoke", id: Number(key.id) }];
  },
  sandbox: async () => {
    const { body: purchase } = await answerTo({
      name: "sandbox.purchase",
      body: { cardId: await issuedCard(business, holder()), ...lunch },
    });
    const uuid = String(purchase.transactionId);
    return [
      { name: "sandbox.tip", uuid, body: { amount: 300 } },
      { name: "sandbox.void", uuid, body: { amount: 100 } },
      { name: "sandbox.clear", uuid, body: {} },
      { name: "sandbox.refund", uuid, body: {} },
      { name: "transaction.list", query: "search=lunch&result=approved&sort=-amount" },
      { name: "transaction.list", by: "analyst" },
      { name: "transaction.read", uuid },
    ];
  },
  businesses: async () => {
    const { body: account } = await answerTo({
      name: "account.create",
      by: "operator",
      body: {
        businessName: "Sample",
        ownerGivenName: "Sam",
        ownerFamilyName: "Sample",
        ownerEmail: `${randomUUID()}@sample.example`,
      },
    });
    const asked = { by: "operator", id: Number(account.id) } as const;
    return [
      { name: "dashboard.read", by: "operator" },
      { name: "account.list", by: "operator", query: "pageSize=1" },
      { name: "account.enrol", ...asked, body: address },
      { name: "account.rename", ...asked, body: { businessName: "Sampled" } },
      { name: "account.suspend", ...asked, body: { reason: "Unpaid" } },
      { name: "account.restore", ...asked, body: { reason: "Paid" } },
      { name: "account.read", ...asked },
      { name: "account.set-sign-up", by: "operator", body: { signUp: "open" } },
      { name: "account.read", id: business.accountId },
    ];
  },
  refusals: async () => [
    { name: "card.issue", body: { ...desiredCard(), spendLimit: 0, "": 1 } },
    { name: "card.freeze", id: business.cardId, body: { reason: "Lost", version: 99 } },
    { name: "card.freeze", by: "analyst", id: business.cardId, body: { reason: "Lost" } },
    { name: "card.load", id: cardId, body: { amount: 100 } },
    { name: "card.unload", id: cardId, body: { amount: 100 } },
    { name: "card.reveal", by: "analyst", id: business.cardId, body: { password: "any" } },
    { name: "card.read", id: 2_000_000_000 },
    { name: "account.list" },
    { name: "mail.list" },
    { name: "session.end", id: 2_000_000_000 },
    { name: "user.change-password", body: { currentPassword: "", password: "" } },
    { name: "profile.request-email-change", body: { email: "nobody" } },
    { name: "profile.confirm-email", body: { token: "unknown", password: "any" } },
    { name: "account.clear-allowed-networks", id: business.accountId, body: {} },
    { name: "user.unlock", id: business.user.userId as number, body: {} },
    { name: "user.reset-second-factors", id: business.user.userId as number, body: {} },
    { name: "user.confirm-identity", body: { password: "" } },
    { name: "second-factor.remove", id: 2_000_000_000 },
    { name: "second-factor.add-passkey", body: { passkey: "{}" } },
    { name: "second-factor.new-passkey-options", by: "unproven" },
    { name: "password.request-reset", body: { email: "nobody" } },
    { name: "sign-up.request", body: { businessName: "", givenName: "Ada", email: "nobody" } },
    { name: "sign-up.confirm", body: { token: "unknown", password: "kavo-mire-tulo-sepa" } },
    { name: "password.reset", body: { token: "unknown", password: "kavo-mire-tulo-sepa" } },
  ],
  health: async () => [{ name: "health.read" }],
};

describe("what the API answers is what the document promises", () => {
  it.each(Object.keys(conversations))("for %s", async (subject) => {
    for (const asked of (await conversations[subject]?.()) ?? []) {
      const { status } = await answerTo(asked);
      if (subject !== "refusals") expect(status, asked.name).toBeLessThan(300);
      else expect(status, asked.name).toBeGreaterThanOrEqual(400);
    }
  });

  it("and nothing was left out", () => {
    const all = operations.map(({ operation }) => operation.operationId);
    expect(all.filter((name) => !answered.has(name))).toEqual([]);
  });

  it("and it is noticed when it is not", () => {
    const card = responseOf(operationNamed("card.read"), 200)?.content["application/json"]?.schema;
    expect(faults(card, { id: 1, status: "thawed" })).toMatch(
      /must have required property 'memo'.*status must be equal to one of the allowed values/,
    );
    expect(faults(card, { pan: "1" })).toMatch(/must NOT have additional properties/);
  });
});

async function lastFour(): Promise<string> {
  return String((await answerTo({ name: "card.read", id: cardId })).body.lastFour);
}

/** Runs an operation and checks the request and the answer against the document. */
async function answerTo({ name, by = "owner", id = 0, uuid = "", body = {}, query = "" }: Asked) {
  const { handler, operation } = find(name);
  const call: ApiCall = { actor: people[by], id, uuid, query: new URLSearchParams(query), body, options: {} };
  const context = { params: Promise.resolve({}) };
  const response = await (handler.work?.(call).catch(problem) ??
    handler(new Request("http://portal.example", requestOf(operation, body)), context));
  const type = response.headers.get("content-type")?.split(";")[0] ?? "none";
  const text = await response.text();
  const answer: unknown = type.endsWith("json") ? JSON.parse(text) : text;
  const promised = responseOf(operation, response.status)?.content[type]?.schema;
  expect(
    promised,
    `${name} promises no ${response.status} as ${type}: ${JSON.stringify(answer)}`,
  ).toBeDefined();
  expect(faults(promised, answer), `${name} answered ${JSON.stringify(answer)}`).toBe("");
  const sent = operation.requestBody?.content["application/json"].schema;
  if (response.ok && sent) expect(faults(sent, body), `${name} took ${JSON.stringify(body)}`).toBe("");
  answered.add(name);
  return { status: response.status, body: answer as Record<string, unknown> };
}

const requestOf = (operation: Operation, body: object): RequestInit =>
  operation.requestBody
    ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
    : {};

function find(name: string) {
  const { path, method, operation } = operations.find((one) => one.operation.operationId === name) ?? {};
  if (!path || !method || !operation) throw new Error(`There is no operation ${name}.`);
  const route = routes[path.replaceAll(/\{(\w+)\}/g, "[$1]")];
  return { operation, handler: route?.[method.toUpperCase()] as DescribedHandler };
}

const operationNamed = (name: string) => find(name).operation;

function responseOf({ responses }: Operation, status: number): ResponseObject | undefined {
  const response = responses[status];
  return response && "$ref" in response ? problemResponses[response.$ref.split("/").at(-1) ?? ""] : response;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
ajv.addVocabulary(["components"]);

/** The errors of a value by a schema of the document. "" when there are none. */
function faults(schema: object | undefined, value: unknown): string {
  const validate = ajv.compile({ ...schema, components: document.components });
  return validate(value) ? "" : ajv.errorsText(validate.errors);
}
