import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { frameSource } from "@/lib/server/security-headers.mjs";

/** Gives every page its own policy with a nonce, and passes on its address.
 *  It checks no permissions. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  // Next reads the nonce from this header and adds it to its own scripts and styles.
  headers.set("Content-Security-Policy", policy);
  headers.set("x-portal-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/).*)"] };

const isDevelopment = process.env.NODE_ENV === "development";

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React's development build evaluates code to show where an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Floating elements are positioned by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src ${frameSource(process.env.LITHIC_ENVIRONMENT)}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
