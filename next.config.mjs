import { framedHeaders, framedPath, securityHeaders } from "./lib/server/security-headers.mjs";

/** @type {import("next").NextConfig} */
export default {
  // Without this, Next writes a file of its own into the project.
  agentRules: false,
  experimental: {
    // For forbidden(), which answers a page with 403.
    authInterrupts: true,
    // Each route handler is bundled with its own copy of lib/, 2.5 MB in
    // memory. Most are never called.
    preloadEntriesOnStart: false,
  },
  // In production, lib/server/server.mjs sets the headers, also on answers
  // that do not come from Next.
  async headers() {
    if (process.env.NODE_ENV === "production") return [];
    const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));
    return [
      { source: "/:path*", headers: listed(securityHeaders) },
      { source: framedPath, headers: listed(framedHeaders) },
    ];
  },
  // The optimizer is the only part of Next that decodes uploaded images. The portal shows none.
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "better-sqlite3",
    // One client is shared by all bundles, so its errors must be of one class in all of them.
    "lithic",
    "pg",
    "pino",
  ],
  typedRoutes: true,
  // npm test checks the types, with a compiler that Next does not know.
  typescript: { ignoreBuildErrors: true },
};
