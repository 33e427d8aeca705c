import { errorCodes } from "@/lib/error-codes.ts";
import type { ErrorCode } from "@/lib/errors.ts";

/** What OpenAPI says about an answer. */
export interface ResponseObject {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}

const codesOf = (status: number) =>
  Object.entries(errorCodes)
    .filter(([, code]) => code.status === status)
    .map(([code]) => code as ErrorCode);

/** The error answers by component name, one for each status: problem details (RFC 9457) with a
 *  code of the closed list. */
export const problemResponses: Readonly<Record<string, ResponseObject>> = Object.fromEntries(
  [...new Set(Object.values(errorCodes).map(({ status }) => status))].map((status) => [
    `Problem${status}`,
    problemResponse(status),
  ]),
);

function problemResponse(status: number): ResponseObject {
  const codes = codesOf(status);
  const properties = {
    type: { const: "about:blank" },
    title: { enum: codes },
    status: { const: status },
    detail: { type: "string", description: "What happened and what to do next, for a person." },
    code: { enum: codes },
    errors: {
      type: "object",
      description: "The error of each invalid field.",
      additionalProperties: { type: "string" },
    },
  };
  return {
    description: codes.map((code) => `${code}: ${errorCodes[code].message}`).join(" "),
    content: {
      "application/problem+json": {
        schema: {
          type: "object",
          properties,
          required: ["type", "title", "status", "detail", "code"],
          additionalProperties: false,
        },
      },
    },
  };
}

const always = ["BROKEN"] as const;
const signedIn = ["NOT_SIGNED_IN", "FORBIDDEN", "MALFORMED", "TOO_MANY", "BUSY"] as const;
// What is sent without a session names its row by a token.
const openly = [
  "FORBIDDEN",
  "MALFORMED",
  "NOT_FOUND",
  "RULE_BROKEN",
  "TOO_MANY",
  "BUSY",
  "UNKNOWN_OUTCOME",
] as const;
const named = ["NOT_FOUND"] as const;
const asking = ["INVALID_INPUT"] as const;
const sending = ["WRONG_TYPE", "TOO_LARGE"] as const;
const changing = [
  "NOT_FOUND",
  "WRONG_TYPE",
  "TOO_LARGE",
  "INVALID_INPUT",
  "STALE",
  "UNKNOWN_OUTCOME",
] as const;

/** The error statuses that an endpoint can answer with. */
export function problemStatuses(endpoint: {
  isOpen: boolean;
  namesRow: boolean;
  /** Whether it takes parameters, and a body, that can be wrong. */
  lists: boolean;
  sends: boolean;
  changes: boolean;
}): number[] {
  const codes: readonly ErrorCode[] = [
    ...always,
    ...(endpoint.isOpen ? [] : signedIn),
    ...(endpoint.isOpen && endpoint.sends ? openly : []),
    ...(endpoint.namesRow ? named : []),
    ...(endpoint.lists || endpoint.sends ? asking : []),
    ...(endpoint.sends ? sending : []),
    ...(endpoint.changes ? changing : []),
  ];
  return [...new Set(codes.map((code) => errorCodes[code].status))].sort();
}
