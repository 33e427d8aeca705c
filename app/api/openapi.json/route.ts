import { apiDocument } from "@/lib/http/openapi/document";
import { routes } from "./routes";

let text: string | undefined;

/** The OpenAPI 3.1 document of the API. It is the same for everybody. */
export function GET(): Response {
  text ??= JSON.stringify(apiDocument(routes));
  return new Response(text, {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
