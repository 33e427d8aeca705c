import { afterAll, expect, it } from "vitest";
import { serveSimulator } from "@/lib/lithic/simulator/test-server.ts";
import { checkIssuer } from "./check-issuer.ts";
import { eventsUrl } from "./events-url.ts";

const issuer = await serveSimulator("the-key-of-production");
Object.assign(process.env, {
  LITHIC_ENVIRONMENT: "sandbox",
  LITHIC_API_KEY: "another-key",
  LITHIC_TEST_URL: issuer.url,
});
afterAll(() => issuer.close());

const checks = () => Promise.all(checkIssuer().map(({ check }) => check));

it("a key that the issuer doesn't know is named as such, with what to do", async () => {
  const found = await checks();
  expect(found.map(({ state, title }) => [state, title])).toEqual([
    ["passed", "Issuer reached"],
    ["failed", "Key refused"],
    ["waiting", "Card program"],
    ["waiting", "Events"],
  ]);
  expect(found[1]?.text).toMatch(/LITHIC_ENVIRONMENT says sandbox/);
  expect(JSON.stringify(found)).not.toContain("another-key");
});

it("an issuer that is away fails at the first line", async () => {
  issuer.simulator.inject({ kind: "error-before", match: { path: "/v1/status" } });
  const found = await checks();
  expect(found.map(({ state }) => state)).toEqual(["failed", "waiting", "waiting", "waiting"]);
  issuer.simulator.clearFaults();
});

it("only the issuer of a test may report to http", () => {
  expect(eventsUrl()).toBe("http://localhost:3000/api/lithic/webhooks");
});
