// node --import tsx lib/webhooks/test-crash.ts: handles the inbox in a process of its own, which
// FAULT kills at a step. For tests.
import { connection } from "@/lib/db/client.ts";
import { handleWebhooks } from "./handle-webhooks.ts";

while (await handleWebhooks());
await connection().close();
