// npm start: everything that a fresh clone needs, then the production server.
import { build } from "./build.mjs";
import { prepare } from "./prepare.mjs";
import { inPlainWords, serve } from "./run.mjs";

await inPlainWords(async () => {
  await prepare();
  build();
  const port = process.env.PORT || "3000";
  console.log(`\nThe portal: http://localhost:${port}   (Ctrl+C stops it)\n`);
  serve(["lib/server/server.mjs", port], { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
});
