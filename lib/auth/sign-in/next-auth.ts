import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import credentialsProvider from "next-auth/providers/credentials";
import { maxSessionSeconds, sessionCookie } from "@/lib/auth/session/session-cookie.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import type { Credentials, SignInOutcome } from "./sign-in-outcome.ts";

declare module "next-auth" {
  interface User {
    /** The session's token. */
    sid: string;
  }
}

/** Signs in by email and password, which `signIn` checks. On success it also returns the Set-Cookie
 *  line that holds the session. */
export async function signInByPassword(
  credentials: { email: string; password: string },
  signIn: (credentials: Credentials) => Promise<SignInOutcome>,
): Promise<{ outcome: SignInOutcome; setCookie?: string | undefined }> {
  const outcomes: SignInOutcome[] = [];
  const failures: unknown[] = [];
  const options = authOptions(async (given) => {
    try {
      const outcome = await signIn({ email: given?.email, password: given?.password });
      outcomes.push(outcome);
      return outcome.kind === "signed-in" ? { id: String(outcome.userId), sid: outcome.token } : null;
    } catch (error) {
      // next-auth would only log it.
      failures.push(error);
      return null;
    }
  });
  const csrfToken = await agreeOnCsrfToken(options);
  const answer = await ask(options, ["callback", "credentials"], { ...credentials, csrfToken });
  const [outcome] = outcomes;
  if (failures.length > 0) throw failures[0];
  if (!outcome) throw new Error(`next-auth did not come to the password (status ${answer.status})`);
  return {
    outcome,
    setCookie: answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookie().name}=`)),
  };
}

/** The session token in a cookie. Returns undefined when the cookie is not ours, was changed, or
 *  has expired. */
export async function readToken(cookie: string): Promise<string | undefined> {
  try {
    const payload = await decode({ token: cookie, secret: env().AUTH_SECRET, salt });
    return typeof payload?.sid === "string" ? payload.sid : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a session cookie. It is valid for the longest time a session can last. */
export function writeToken(content: { sub: string; sid: string }): Promise<string> {
  return encode({ token: content, secret: env().AUTH_SECRET, salt, maxAge: maxSessionSeconds });
}

type Authorize = Parameters<typeof credentialsProvider>[0]["authorize"];

// The cookie's key is derived with this salt, so no other next-auth token passes for a session.
const salt = "portal-session";

function authOptions(authorize: Authorize): AuthOptions {
  const { name, options } = sessionCookie();
  return {
    secret: env().AUTH_SECRET,
    providers: [credentialsProvider({ credentials: { email: {}, password: {} }, authorize })],
    session: { strategy: "jwt", maxAge: maxSessionSeconds },
    jwt: {
      maxAge: maxSessionSeconds,
      encode: ({ token }) => writeToken({ sub: String(token?.sub), sid: String(token?.sid) }),
      decode: (given) => decode({ ...given, salt }),
    },
    cookies: { sessionToken: { name, options }, csrfToken: csrfCookie() },
    callbacks: { jwt: ({ token, user }) => ({ ...token, sid: user.sid }) },
    logger: {
      error: (code) => log().error({ code }, "next-auth: an error"),
      warn: () => {},
      debug: () => {},
    },
  };
}

function csrfCookie() {
  const { name, options } = sessionCookie();
  return { name: name.replace("session", "csrf"), options: { ...options, sameSite: "strict" } } as const;
}

// checkSameOrigin already guards against CSRF. next-auth still requires its own token, so it gets a
// fresh one here and the browser keeps none.
async function agreeOnCsrfToken(options: AuthOptions): Promise<string> {
  const { name, options: cookie } = csrfCookie();
  // A browser may still have one, and next-auth would then send none.
  (await cookies()).delete(name);
  const answer = await ask(options, ["csrf"]);
  const line = answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? "";
  const value = decodeURIComponent(line.slice(name.length + 1).split(";")[0] ?? "");
  (await cookies()).set(name, value, { ...cookie, maxAge: 0 });
  return value.split("|")[0] ?? "";
}

async function ask(
  options: AuthOptions,
  nextauth: string[],
  form?: Record<string, string>,
): Promise<Response> {
  const request = new NextRequest(`http://localhost/api/auth/${nextauth.join("/")}`, {
    method: form ? "POST" : "GET",
    ...(form && { body: new URLSearchParams(form) }),
  });
  return NextAuth(request, { params: { nextauth } }, options);
}
