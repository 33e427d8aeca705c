// node --import tsx lib/testing/test-crash.ts JSON: runs one verb in a process of its own, which
// FAULT kills at a step. For tests.
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { convertCard } from "@/lib/cards/issue/convert-card.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { reissueCard } from "@/lib/cards/issue/reissue-card.ts";
import { renewCard } from "@/lib/cards/issue/renew-card.ts";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit.ts";
import { moveCard } from "@/lib/cards/replace/move-card.ts";
import { replaceCard } from "@/lib/cards/replace/replace-card.ts";
import { activateCard } from "@/lib/cards/state/activate-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { connection } from "@/lib/db/client.ts";
import { attemptAllDue } from "../operations.ts";

const { accountId, verb, input, key } = z
  .strictObject({
    accountId: z.int(),
    verb: z.string(),
    input: z.record(z.string(), z.unknown()),
    key: z.string().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));
const actor = systemActor("test", accountId, "crash");
const options = key === undefined ? {} : { idempotencyKey: key };
const given = input as never;

if (verb === "issue") await issueCard(actor, given, options);
if (verb === "freeze") await freezeCard(actor, given, options);
if (verb === "unfreeze") await unfreezeCard(actor, given, options);
if (verb === "change-limit") await changeCardLimit(actor, given, options);
if (verb === "close") await closeCard(actor, given, options);
if (verb === "replace") await replaceCard(actor, given, options);
if (verb === "move") await moveCard(actor, given, options);
if (verb === "reissue") await reissueCard(actor, given, options);
if (verb === "renew") await renewCard(actor, given, options);
if (verb === "convert") await convertCard(actor, given, options);
if (verb === "activate") await activateCard(actor, given, options);
await attemptAllDue();
await connection().close();
