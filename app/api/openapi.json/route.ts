import { apiDocument } from "@/lib/http/document";
import { routes } from "./routes";

let text: string | undefined;

/** What the API takes and answers, as OpenAPI 3.1; the same for everybody. */
export function GET(): Response {
  text ??= JSON.stringify(apiDocument(routes));
  return new Response(text, {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
