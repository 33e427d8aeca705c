import { z } from "zod";
import { historyEntryShape } from "@/lib/audit-log/history-shapes.ts";
import { statusCountShape } from "@/lib/cards/card-shapes.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** How the platform stands: businesses by state, and what is still owed to the issuer. */
export const platformNumbersShape = z
  .object({
    accountsByStatus: z.array(z.object({ status: z.enum(words.Account.status), count: z.int() })),
    operationsWaiting: z.int(),
    operationsWaitingIsCapped: z.boolean(),
    oldestWaitingSince: moment.nullable(),
  })
  .meta({ id: "PlatformNumbers" });

/** What is shown first. The balance is in minor units, null for those who see their own cards only; `platform` is for its operators. */
export const dashboardShape = z
  .object({
    businessName: z.string(),
    currency: z.string(),
    balance: z.int().nullable(),
    balanceAsOf: moment.nullable(),
    cardsByStatus: z.array(statusCountShape),
    latestChanges: z.array(historyEntryShape),
    platform: platformNumbersShape.nullable(),
  })
  .meta({ id: "Dashboard" });
