/** @type {import("next").NextConfig} */
export default {
  // Next would otherwise write a file of its own into the project.
  agentRules: false,
  // The optimizer is the one part of Next that decodes uploaded images; the portal shows none.
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@prisma/adapter-better-sqlite3", "@prisma/adapter-pg", "@prisma/client", "better-sqlite3", "pg", "pino"],
  typedRoutes: true,
};
