// npm run dev: the same preparation as npm start, then the development server.
import { prepare } from "./prepare.mjs";
import { inPlainWords, serve } from "./run.mjs";

await inPlainWords(async () => {
  await prepare();
  const { PORT, HOST } = process.env;
  const at = ["-p", PORT || "3000", "-H", HOST || "127.0.0.1"];
  serve(["node_modules/next/dist/bin/next", "dev", ...at], {
    NODE_ENV: "development",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});
