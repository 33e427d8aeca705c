import { APIConnectionError, APIConnectionTimeoutError, APIError } from "lithic";
import { describe, expect, it } from "vitest";
import { IssuerError, issuerErrorOf } from "./issuer-error.ts";

const answer = (
  status: number,
  body: object = { message: "No", debugging_request_id: "r-1" },
  headers = {},
) => APIError.generate(status, body, undefined, new Headers(headers));
const unreachable = (code: string) =>
  new APIConnectionError({ cause: Object.assign(new TypeError("fetch failed"), { cause: { code } }) });

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
  ])("takes %j as the wish to wait %s seconds", (header, seconds) => {
    expect(issuerErrorOf(answer(429, {}, { "retry-after": header })).retryAfter).toBe(seconds);
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
