import { cookies } from "next/headers";
import { ownPath } from "@/lib/auth/own-path";
import { requestOrigin } from "@/lib/auth/request-origin";
import { endCurrentSession } from "@/lib/auth/require-actor";
import { checkSameOrigin } from "@/lib/auth/same-origin";
import { deviceToken, keepDevice } from "@/lib/auth/sign-in/device-cookie";
import { signInByPassword } from "@/lib/auth/sign-in/next-auth";
import { secondStepCookie } from "@/lib/auth/sign-in/second-step-cookie";
import { AppError } from "@/lib/errors";
import { problem } from "@/lib/http/route-handler";
import { signIn } from "@/lib/sign-in/sign-in";

/** Signs in with the form of /sign-in. Answers with the next address, as a redirect or, for
 *  `json=true`, as JSON. No other next-auth address is open. */
export async function POST(
  request: Request,
  context: RouteContext<"/api/auth/[...nextauth]">,
): Promise<Response> {
  try {
    const { nextauth } = await context.params;
    if (nextauth.join("/") !== "callback/credentials") throw new AppError("NOT_FOUND");
    checkSameOrigin(request.headers, request.method);
    return await enter(request, await formOf(request));
  } catch (error) {
    return problem(error);
  }
}

async function enter(request: Request, form: FormData): Promise<Response> {
  const text = (name: string) => String(form.get(name) ?? "");
  const device = await deviceToken();
  const { outcome, setCookie = "" } = await signInByPassword(
    { email: text("email"), password: text("password") },
    (given) => signIn(given, { ...requestOrigin(request.headers), device }),
  );
  const next = text("callbackUrl") ? { next: ownPath(text("callbackUrl")) } : undefined;
  const answer = (status: number, url: string, headers: Record<string, string> = {}) =>
    text("json") === "true"
      ? Response.json({ url }, { status, headers })
      : new Response(null, { status: status === 429 ? status : 303, headers: { Location: url, ...headers } });
  switch (outcome.kind) {
    case "signed-in":
      await endCurrentSession("the person signed in again");
      await keepDevice(device);
      return answer(200, next?.next ?? "/dashboard", { "Set-Cookie": setCookie });
    case "second-step": {
      const { name, options } = secondStepCookie();
      (await cookies()).set(name, outcome.token, options);
      const query = new URLSearchParams(next);
      return answer(200, `/sign-in/second-step${query.size > 0 ? `?${query}` : ""}`);
    }
    case "network":
      return answer(403, "/sign-in/network");
    case "refused":
      return answer(401, `/sign-in?${new URLSearchParams({ error: "refused", ...next })}`);
    case "busy": {
      const url = `/sign-in?${new URLSearchParams({ error: outcome.retryAfterSeconds > 5 ? "too-many" : "busy", ...next })}`;
      // Browsers do not follow the Location of a 429. Refresh takes a page
      // without JavaScript onward.
      return answer(429, url, { "Retry-After": String(outcome.retryAfterSeconds), Refresh: `0; url=${url}` });
    }
  }
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new AppError("MALFORMED", "This is not a form. Sign in on the sign-in page.");
  }
}
