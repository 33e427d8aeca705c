// npm start: everything that a fresh clone needs, then the production server.
import { build } from "./build.mjs";
import { prepare } from "./prepare.mjs";
import { inPlainWords, serve } from "./run.mjs";

await inPlainWords(async () => {
  await prepare();
  build();
  const { NODE_ENV, DEMO, PORT } = process.env;
  const port = PORT || "3000";
  // Without NODE_ENV=production, the demo was written.
  const demo = DEMO || (NODE_ENV === "production" ? "refused" : "allowed");
  console.log(`\nThe portal: http://localhost:${port}   (Ctrl+C stops it)\n`);
  serve(["lib/server/server.mjs", port], {
    NODE_ENV: "production",
    DEMO: demo,
    NEXT_TELEMETRY_DISABLED: "1",
  });
});
