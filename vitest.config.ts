import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const engine = (name: "sqlite" | "postgresql") => ({
  extends: true as const,
  test: {
    name,
    env: { TEST_ENGINE: name },
    globalSetup: ["lib/testing/test-engines.ts"],
    setupFiles: ["lib/testing/test-database.setup.ts"],
  },
});

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{lib,app,components,prisma}/**/*.test.{ts,tsx}"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [engine("sqlite"), engine("postgresql")],
  },
});
