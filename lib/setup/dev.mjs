// npm run dev: the same preparation as npm start, then the development server.
import { prepare } from "./prepare.mjs";
import { inPlainWords, serve } from "./run.mjs";

await inPlainWords(async () => {
  await prepare();
  serve(["node_modules/next/dist/bin/next", "dev", "-p", process.env.PORT || "3000"], {
    NODE_ENV: "development",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});
