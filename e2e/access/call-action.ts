import { createRequire } from "node:module";
import { type Answer, ask, fromOwnPage } from "./ask.ts";

const react: { encodeReply(args: readonly unknown[]): Promise<string | FormData> } = createRequire(
  import.meta.url,
)("next/dist/compiled/react-server-dom-turbopack/client.node.js");

/** A call of a server action, as a browser sends it. */
export interface ActionCall {
  readonly id: string;
  readonly path: string;
  /** Without a form, the call has no body at all. */
  readonly form: Readonly<Record<string, string | number>> | undefined;
  readonly cookie?: string;
  /** Replace the headers that say that the call comes from a page of the portal. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls an action by its id, without a page. It sends the previous state and a form, as
 *  useActionState does. */
export async function callAction(
  base: string,
  { id, path, form, cookie, headers }: ActionCall,
): Promise<Answer> {
  const body = await react.encodeReply(form ? [null, formOf(form)] : []);
  const said = headers ?? { ...fromOwnPage, origin: base };
  const session = cookie ? { cookie } : {};
  return ask(base, {
    method: "POST",
    path,
    headers: { ...said, ...session, accept: "text/x-component", "next-action": id },
    body,
  });
}

function formOf(fields: Readonly<Record<string, string | number>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, String(value));
  return data;
}

/** The outcome of an action: the code in the returned state, "done", the redirect target, or the
 *  status when the action did not run. */
export function outcomeOf({ status, headers, body }: Answer): string {
  const goTo = headers["x-action-redirect"];
  if (typeof goTo === "string") return goTo.split(";")[0] ?? "";
  const state = body
    .split("\n")
    .map((line) => /^[0-9a-f]+:(\{.*\})$/.exec(line)?.[1])
    .map((json): unknown => (json === undefined ? undefined : JSON.parse(json)))
    .find(
      (value): value is { ok: boolean; code?: string } =>
        typeof value === "object" && value !== null && "ok" in value,
    );
  if (status !== 200 || !state) return `status ${status}`;
  return state.ok ? "done" : String(state.code);
}
