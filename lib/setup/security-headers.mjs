/** What every answer carries, whatever it is. OWASP ASVS 5.0 V3.4; the policy for scripts and styles is set by proxy.ts. */
export const securityHeaders = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), usb=()",
};

/** What answers carry that no proxy.ts runs for, such as files and refusals. */
export const plainPolicy = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** What the built-in issuer's page carries instead, which the portal shows in frames; it runs no scripts and cannot be read from outside. */
export const framedHeaders = {
  "X-Frame-Options": "SAMEORIGIN",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; sandbox; frame-ancestors 'self'",
};

/** Where that page is. */
export const framedPath = "/api/issuer-simulator/embed";

const issuers = { sandbox: "https://sandbox.lithic.com", production: "https://api.lithic.com" };

/** Whose frames the portal's pages may show: those of the issuer, whose numbers of cards never pass through the portal. */
export function frameSource(environment = "simulator") {
  return issuers[environment] ?? "'self'";
}

/** Whether a path is one of the files that never change, which alone may be kept. */
export function isLasting(path) {
  return path.startsWith("/_next/static/");
}
