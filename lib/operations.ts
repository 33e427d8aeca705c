import { enrolBusinessAtIssuer } from "./accounts/issuer/enrol-business.ts";
import {
  reconcileAccountAtIssuer,
  restoreAtIssuer,
  suspendAtIssuer,
} from "./accounts/issuer/set-account-state.ts";
import { changeLimitAtIssuer } from "./cards/issuer/change-limit.ts";
import { changeMemoAtIssuer } from "./cards/issuer/change-memo.ts";
import { convertAtIssuer } from "./cards/issuer/convert-card.ts";
import { issueAtIssuer } from "./cards/issuer/issue-card.ts";
import { openAtIssuer } from "./cards/issuer/open-card.ts";
import { reissueAtIssuer, renewAtIssuer } from "./cards/issuer/print-card.ts";
import { reconcileAtIssuer } from "./cards/issuer/reconcile-card.ts";
import {
  activateAtIssuer,
  closeAtIssuer,
  freezeAtIssuer,
  unfreezeAtIssuer,
} from "./cards/issuer/set-card-state.ts";
import { attemptDue } from "./outbox/attempt-due.ts";
import type { OperationType } from "./outbox/operation.ts";
import { reconcileRulesAtIssuer, syncRulesAtIssuer } from "./spending-profiles/issuer/sync-rules.ts";
import { enrolPersonAtIssuer } from "./users/issuer/enrol-person.ts";

/** Every operation type. Only the worker looks one up by its name. */
export const operations: readonly OperationType[] = [
  enrolBusinessAtIssuer,
  suspendAtIssuer,
  restoreAtIssuer,
  reconcileAccountAtIssuer,
  enrolPersonAtIssuer,
  issueAtIssuer,
  openAtIssuer,
  freezeAtIssuer,
  unfreezeAtIssuer,
  closeAtIssuer,
  activateAtIssuer,
  changeLimitAtIssuer,
  changeMemoAtIssuer,
  reissueAtIssuer,
  renewAtIssuer,
  convertAtIssuer,
  reconcileAtIssuer,
  syncRulesAtIssuer,
  reconcileRulesAtIssuer,
];

const byName = new Map(operations.map((type) => [type.name, type]));
if (byName.size < operations.length) throw new Error("Two kinds of operations have one name");

/** Attempts the operations that are due, and returns how many it could attempt. */
export const attemptDueOperations = () => attemptDue(byName);

/** Attempts operations until none can be sent now, for setup and tests. The worker does the retries
 *  that have to wait. */
export async function attemptAllDue(): Promise<void> {
  while ((await attemptDueOperations()) > 0);
}
