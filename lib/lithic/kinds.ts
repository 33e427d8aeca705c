import { changeLimitAtIssuer } from "./change-limit-at-issuer.ts";
import { changeMemoAtIssuer } from "./change-memo-at-issuer.ts";
import { convertAtIssuer } from "./convert-at-issuer.ts";
import { enrolBusinessAtIssuer } from "./enrol-business-at-issuer.ts";
import { enrolPersonAtIssuer } from "./enrol-person-at-issuer.ts";
import { issueAtIssuer } from "./issue-at-issuer.ts";
import type { Operation, OperationKindName } from "./operation.ts";
import { reissueAtIssuer, renewAtIssuer } from "./print-at-issuer.ts";
import { checkAtIssuer, setStateAtIssuer } from "./set-state-at-issuer.ts";

/** How operations of a kind are sent, and how their outcome is put in force. */
export interface OperationKind {
  /** Sends it; answers with what puts the outcome in force. Throws IssuerError. */
  send(operation: Operation): Promise<() => Promise<unknown>>;
  /** Puts in force that the issuer refused, with its words. */
  refused(operation: Operation, message: string): Promise<unknown>;
}

export const kinds: Readonly<Record<OperationKindName, OperationKind>> = {
  "account.enrol": enrolBusinessAtIssuer,
  "user.enrol": enrolPersonAtIssuer,
  "card.issue": issueAtIssuer,
  "card.freeze": setStateAtIssuer("frozen"),
  "card.unfreeze": setStateAtIssuer("active"),
  "card.close": setStateAtIssuer("inactive"),
  "card.change-limit": changeLimitAtIssuer,
  "card.change-memo": changeMemoAtIssuer,
  "card.activate": setStateAtIssuer("active"),
  "card.check": checkAtIssuer,
  "card.reissue": reissueAtIssuer,
  "card.renew": renewAtIssuer,
  "card.convert": convertAtIssuer,
};
