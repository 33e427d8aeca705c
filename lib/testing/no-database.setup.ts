import { freshSecrets } from "../setup/secrets.mjs";

for (const [name, value] of Object.entries(freshSecrets())) process.env[name] ??= value;
process.env.LOG_LEVEL ??= "silent";
process.env.PASSWORD_COST ??= "5";
process.env.ISSUER_SIMULATOR_FILE = ":memory:";
process.env.ISSUER_SIMULATOR_RATES = "none";
process.env.DATABASE_URL = "file:/dev/null/this test has no database.sqlite";
