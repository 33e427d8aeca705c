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

/** Whether a path is one of the files that never change, which alone may be kept. */
export function isLasting(path) {
  return path.startsWith("/_next/static/");
}
