import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { testsWithoutDatabase } from "./lib/testing/test-files.ts";

// Square and round brackets are part of some addresses, and patterns elsewhere.
const withoutDatabase = testsWithoutDatabase().map((file) => file.replace(/[[\]()]/g, "\\$&"));

const engine = (name: "sqlite" | "postgresql") => ({
  extends: true as const,
  test: {
    name,
    env: { TEST_ENGINE: name },
    include: ["{lib,app,components,prisma}/**/*.test.{ts,tsx}"],
    exclude: [...configDefaults.exclude, ...withoutDatabase],
    globalSetup: ["lib/testing/test-engines.ts"],
    setupFiles: ["lib/testing/test-database.setup.ts"],
  },
});

const noEngine = {
  extends: true as const,
  test: {
    name: "no database",
    include: withoutDatabase,
    setupFiles: ["lib/testing/no-database.setup.ts"],
  },
};

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [noEngine, engine("sqlite"), engine("postgresql")],
  },
});
