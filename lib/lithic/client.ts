import Lithic from "lithic";
import { z } from "zod";
import { env } from "@/lib/process/env.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { endTurn } from "@/lib/process/request-notes.mjs";
import { IssuerError, issuerErrorOf } from "./issuer-error.ts";
import { holdBack, rateLimited } from "./rate-limits/rate-limits.ts";
import { simulator } from "./simulator-connection.ts";

/** Calls Lithic once, within the rate limit of the endpoint, and not before a time that the issuer
 *  has named for it. Accepts only an answer of this shape.
 *  Throws an IssuerError. */
export async function call<T>(
  endpoint: string,
  request: (lithic: Lithic) => PromiseLike<unknown>,
  shape: z.ZodType<T>,
): Promise<T> {
  // Other requests of the business need not wait for the issuer.
  endTurn();
  await rateLimited(endpoint);
  try {
    // The client keeps its connections to the issuer open.
    const answer = shape.safeParse(await outsideRequests(() => request(lithicClient())));
    if (answer.success) return answer.data;
    throw new IssuerError("unknown", "The issuer's answer was not what its documentation promises.");
  } catch (error) {
    const failure = issuerErrorOf(error);
    if (failure.status === 429 && failure.retryAfter !== undefined) holdBack(endpoint, failure.retryAfter);
    throw failure;
  }
}

const held = globalThis as typeof globalThis & { portalLithic?: Lithic };

/** Returns the client for Lithic, or for the simulator. The SDK must not retry calls, because it
 *  would do so without a key, and must not log bodies. */
export function lithicClient(): Lithic {
  const { LITHIC_ENVIRONMENT, LITHIC_API_KEY, LITHIC_TEST_URL } = env();
  const options = {
    timeout: 10_000,
    maxRetries: 0,
    logLevel: "off",
    fetchOptions: { redirect: "error" },
  } as const;
  // The SDK takes one of the two. Without either it would read an address from the environment.
  const address = LITHIC_TEST_URL
    ? { baseURL: LITHIC_TEST_URL }
    : ({
        baseURL: null,
        environment: LITHIC_ENVIRONMENT === "production" ? "production" : "sandbox",
      } as const);
  held.portalLithic ??=
    LITHIC_ENVIRONMENT === "simulator"
      ? new Lithic({ ...options, ...address, apiKey: "simulator", fetch: simulator().fetch })
      : new Lithic({ ...options, ...address, apiKey: LITHIC_API_KEY ?? "" });
  return held.portalLithic;
}

/** Checks that an answer is about the requested object. An answer about another card must not be
 *  trusted: the outcome of the call is then unknown. */
export function checked<T>(answer: T, isOurs: boolean): T {
  if (!isOurs) throw new IssuerError("unknown", "The issuer answered about something else.");
  return answer;
}

/** Returns the first page of a list. */
export const firstPage = async (page: PromiseLike<{ data: unknown }>) => ({ data: (await page).data });

type ListedPage = PromiseLike<{ data: unknown; has_more: boolean }>;

/** Returns the rows of all pages of a list. */
export async function everyPage<T extends { readonly token: string }>(
  endpoint: string,
  list: (lithic: Lithic, page: { page_size: number; starting_after?: string }) => ListedPage,
  shape: z.ZodType<T>,
): Promise<readonly T[]> {
  const all: T[] = [];
  const answer = z.object({ data: z.array(shape), has_more: z.boolean() });
  for (;;) {
    const last = all.at(-1);
    const place = { page_size: 100, ...(last && { starting_after: last.token }) };
    const page = await call(endpoint, async (lithic) => pageOf(await list(lithic, place)), answer);
    all.push(...page.data);
    if (!page.has_more || page.data.length === 0) return all;
  }
}

const pageOf = ({ data, has_more }: Awaited<ListedPage>) => ({ data, has_more });
