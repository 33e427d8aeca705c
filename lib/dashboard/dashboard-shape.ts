import { z } from "zod";
import { historyEntryShape } from "@/lib/audit-log/history-shapes.ts";
import { statusCountShape } from "@/lib/cards/card-shapes.ts";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The state of the platform: businesses by status, and the operations that are still pending. */
export const platformNumbersShape = component(
  "PlatformNumbers",
  z.object({
    accountsByStatus: z.array(z.object({ status: z.enum(words.Account.status), count: z.int() })),
    operationsWaiting: z.int(),
    operationsWaitingIsCapped: z.boolean(),
    oldestWaitingSince: moment.nullable(),
  }),
);

/** The content of the dashboard. The balance is in minor units, and null for people who see only
 *  their own cards. `platform` is only for operators. */
export const dashboardShape = component(
  "Dashboard",
  z.object({
    businessName: z.string(),
    currency: z.string(),
    balance: z.int().nullable(),
    balanceAsOf: moment.nullable(),
    cardsByStatus: z.array(statusCountShape),
    latestChanges: z.array(historyEntryShape),
    platform: platformNumbersShape.nullable(),
  }),
);
