import { defineConfig } from "@playwright/test";
import { freshSecrets } from "../lib/setup/secrets.mjs";
import { copyWithoutProxy } from "./access/without-proxy.mjs";

// The workers load this file again and inherit these variables, so all of them see what the first
// load decided.
process.env.DEMO_PASSWORD ??= freshSecrets().DEMO_PASSWORD;
if (!process.env.E2E_PREPARED) copyWithoutProxy();
process.env.E2E_PREPARED = "true";
process.env.E2E_ENGINES ??= "sqlite,postgresql";

const ports: Record<string, number> = { sqlite: 3100, postgresql: 3101 };
const engines = process.env.E2E_ENGINES.split(",");
const browser = process.env.CHROMIUM_PATH;
const addressOf = (engine: string) => `http://127.0.0.1:${ports[engine]}`;

export default defineConfig({
  testDir: ".",
  outputDir: "../.data/test/playwright",
  globalTeardown: "./no-secrets.ts",
  forbidOnly: true,
  fullyParallel: true,
  // One more than the processors: some tests wait for the issuer most of their time.
  workers: 3,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "../.data/test/playwright.json" }]],
  use: {
    trace: "retain-on-first-failure",
    launchOptions: {
      args: ["--no-sandbox", "--disable-background-networking"],
      ...(browser ? { executablePath: browser } : {}),
    },
  },
  projects: engines.map((engine) => ({ name: engine, use: { baseURL: addressOf(engine) } })),
  webServer: engines.map((engine) => ({
    name: engine,
    command: `node e2e/serve-portal.mjs ${engine} ${ports[engine]}`,
    cwd: "..",
    url: `${addressOf(engine)}/api/health`,
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
  })),
});
