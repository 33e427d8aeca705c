/** The headers of every answer. OWASP ASVS 5.0 V3.4. proxy.ts sets the
 *  policy for scripts and styles. */
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

/** The policy of answers that do not pass through proxy.ts, such as files and refusals. */
export const plainPolicy = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The headers of the built-in issuer's page instead. The portal shows it in frames. It runs no
 *  scripts and cannot be read from outside. */
export const framedHeaders = {
  "X-Frame-Options": "SAMEORIGIN",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; sandbox; frame-ancestors 'self'",
};

/** The address of that page. */
export const framedPath = "/api/issuer-simulator/embed";

const issuers = { sandbox: "https://sandbox.lithic.com", production: "https://api.lithic.com" };

/** The source of the frames that the portal's pages may show: the issuer, whose card numbers
 *  never pass through the portal. */
export function frameSource(environment = "simulator") {
  return issuers[environment] ?? "'self'";
}

/** Whether a path is one of the files that never change. Only those may be cached. */
export function isLasting(path) {
  return path.startsWith("/_next/static/");
}
