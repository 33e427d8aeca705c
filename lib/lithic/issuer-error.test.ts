import { APIConnectionError, APIConnectionTimeoutError, APIError } from "lithic";
import { afterEach, describe, expect, it, vi } from "vitest";
import { IssuerError, issuerErrorOf } from "./issuer-error.ts";

const answer = (
  status: number,
  body: object = { message: "No", debugging_request_id: "r-1" },
  headers = {},
) => APIError.generate(status, body, undefined, new Headers(headers));
const unreachable = (code: string) =>
  new APIConnectionError({ cause: Object.assign(new TypeError("fetch failed"), { cause: { code } }) });

afterEach(() => void vi.useRealTimers());

describe("what a failed call means", () => {
  it.each([
    [400, "refused"],
    [404, "refused"],
    [422, "refused"],
    [401, "unavailable"],
    [403, "unavailable"],
    [429, "unavailable"],
    [408, "unknown"],
    [409, "unknown"],
    [500, "unknown"],
    [503, "unknown"],
  ])("for the status %i is %s", (status, kind) => {
    expect(issuerErrorOf(answer(status))).toMatchObject({ kind, status, message: "No", reference: "r-1" });
  });

  it.each([
    ["ECONNREFUSED", "unavailable"],
    ["ENOTFOUND", "unavailable"],
    ["ECONNRESET", "unknown"],
    ["EPIPE", "unknown"],
  ])("without an answer, after %s, is %s", (code, kind) => {
    expect(issuerErrorOf(unreachable(code))).toMatchObject({ kind, status: undefined });
  });

  it("is unknown after a timeout, and for what cannot be read", () => {
    expect(issuerErrorOf(new APIConnectionTimeoutError())).toMatchObject({ kind: "unknown" });
    expect(issuerErrorOf(new SyntaxError('Unexpected token, "{"pan":"4111'))).toMatchObject({
      kind: "unknown",
      cause: undefined,
    });
  });

  it("keeps what it already is", () => {
    const known = new IssuerError("refused", "No");
    expect(issuerErrorOf(known)).toBe(known);
  });

  it.each([
    ["7", 7],
    ["-5", undefined],
    ["soon", undefined],
    ["0", undefined],
    ["3600", 300],
    ["Tue, 10 Mar 2026 15:01:30 GMT", 90],
    ["Tue, 10 Mar 2026 14:59:00 GMT", undefined],
  ])("reads %j as a pause of %s seconds (F18)", (header, seconds) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-10T15:00:00Z") });
    expect(issuerErrorOf(answer(429, {}, { "retry-after": header })).retryAfter).toBe(seconds);
  });

  it("reads the message of an auth rule's error too (F18)", () => {
    expect(issuerErrorOf(answer(400, { error: "Unknown attribute" })).message).toBe("Unknown attribute");
    expect(issuerErrorOf(answer(400, { message: "No", error: "Other" })).message).toBe("No");
  });

  it("says something even when the issuer does not", () => {
    expect(issuerErrorOf(answer(500, {})).message).toBe("The issuer answered with 500.");
  });
});

describe("the issuer's words", () => {
  it.each([
    ["Card 4111 1111 1111 1111 is closed", "Card ••• is closed"],
    ["Ask clara@demo.example about it", "Ask ••• about it"],
    ["two\u0000lines\n", "two lines"],
    ["", "The issuer answered with 400."],
    [" \u0007 ", "The issuer answered with 400."],
  ])("%j reach us as %j", (message, kept) => {
    expect(issuerErrorOf(answer(400, { message })).message).toBe(kept);
  });
});
