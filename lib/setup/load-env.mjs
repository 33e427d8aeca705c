// For node --import: gives a script the same .env.local and .env that the server reads.
import nextEnv from "@next/env";

nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
