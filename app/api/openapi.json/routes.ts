import type { Route } from "@/lib/http/openapi/document";
import * as acceptInvitation from "../accept-invitation/route";
import * as accountNetworks from "../accounts/[id]/allowed-networks/route";
import * as confirmAboveLimit from "../accounts/[id]/confirm-above-limit/route";
import * as accountEnrolment from "../accounts/[id]/enrolment/route";
import * as account from "../accounts/[id]/route";
import * as accountSecondFactor from "../accounts/[id]/second-factor/route";
import * as accountSuspension from "../accounts/[id]/suspension/route";
import * as accounts from "../accounts/route";
import * as apiKey from "../api-keys/[id]/route";
import * as apiKeys from "../api-keys/route";
import * as bulkJobCancel from "../bulk-jobs/[id]/cancel/route";
import * as bulkJobItems from "../bulk-jobs/[id]/items/route";
import * as bulkJob from "../bulk-jobs/[id]/route";
import * as bulkJobCheck from "../bulk-jobs/check/route";
import * as bulkJobs from "../bulk-jobs/route";
import * as cardActivate from "../cards/[id]/activate/route";
import * as cardClose from "../cards/[id]/close/route";
import * as cardConvert from "../cards/[id]/convert/route";
import * as cardFreeze from "../cards/[id]/freeze/route";
import * as cardHistory from "../cards/[id]/history/route";
import * as cardLimit from "../cards/[id]/limit/route";
import * as cardLoad from "../cards/[id]/load/route";
import * as cardMemo from "../cards/[id]/memo/route";
import * as cardMove from "../cards/[id]/move/route";
import * as cardReissue from "../cards/[id]/reissue/route";
import * as cardRenew from "../cards/[id]/renew/route";
import * as cardReplace from "../cards/[id]/replace/route";
import * as cardReveal from "../cards/[id]/reveal/route";
import * as card from "../cards/[id]/route";
import * as cardSpendingProfile from "../cards/[id]/spending-profile/route";
import * as cardUnload from "../cards/[id]/unload/route";
import * as cardWouldPass from "../cards/[id]/would-pass/route";
import * as cards from "../cards/route";
import * as confirmEmail from "../confirm-email/route";
import * as dashboard from "../dashboard/route";
import * as forgotPassword from "../forgot-password/route";
import * as health from "../health/route";
import * as mails from "../mails/route";
import * as profileEmail from "../profile/email/route";
import * as profileIdentity from "../profile/identity/route";
import * as profilePassword from "../profile/password/route";
import * as recoveryCodes from "../profile/recovery-codes/route";
import * as secondFactor from "../profile/second-factors/[id]/route";
import * as authenticatorConfirmation from "../profile/second-factors/authenticator/confirmation/route";
import * as authenticator from "../profile/second-factors/authenticator/route";
import * as passkeyOptions from "../profile/second-factors/passkeys/options/route";
import * as passkeys from "../profile/second-factors/passkeys/route";
import * as secondFactors from "../profile/second-factors/route";
import * as profileTimeZone from "../profile/time-zone/route";
import * as resetPassword from "../reset-password/route";
import * as sandboxClear from "../sandbox/purchases/[uuid]/clear/route";
import * as sandboxRefund from "../sandbox/purchases/[uuid]/refund/route";
import * as sandboxTip from "../sandbox/purchases/[uuid]/tip/route";
import * as sandboxVoid from "../sandbox/purchases/[uuid]/void/route";
import * as sandboxPurchases from "../sandbox/purchases/route";
import * as savedView from "../saved-views/[id]/route";
import * as savedViews from "../saved-views/route";
import * as session from "../sessions/[id]/route";
import * as sessions from "../sessions/route";
import * as signUpConfirm from "../sign-up/confirm/route";
import * as signUp from "../sign-up/route";
import * as spendingProfileActivate from "../spending-profiles/[id]/activate/route";
import * as spendingProfileDeactivate from "../spending-profiles/[id]/deactivate/route";
import * as spendingProfileDiscard from "../spending-profiles/[id]/discard/route";
import * as spendingProfileRestore from "../spending-profiles/[id]/restore/route";
import * as spendingProfile from "../spending-profiles/[id]/route";
import * as spendingProfileShadow from "../spending-profiles/[id]/shadow/route";
import * as spendingProfiles from "../spending-profiles/route";
import * as transaction from "../transactions/[uuid]/route";
import * as transactions from "../transactions/route";
import * as userDeactivate from "../users/[id]/deactivate/route";
import * as userInvitation from "../users/[id]/invitation/route";
import * as userReactivate from "../users/[id]/reactivate/route";
import * as userRestore from "../users/[id]/restore/route";
import * as user from "../users/[id]/route";
import * as userSecondFactors from "../users/[id]/second-factors/route";
import * as userSessions from "../users/[id]/sessions/route";
import * as userUnlock from "../users/[id]/unlock/route";
import * as users from "../users/route";

/** Every route of the API that the document describes. A new route needs a line here;
 *  document.test.ts fails without it. */
export const routes: Readonly<Record<string, Route>> = {
  "/api/accept-invitation": acceptInvitation,
  "/api/accounts": accounts,
  "/api/accounts/[id]": account,
  "/api/accounts/[id]/enrolment": accountEnrolment,
  "/api/accounts/[id]/allowed-networks": accountNetworks,
  "/api/accounts/[id]/suspension": accountSuspension,
  "/api/bulk-jobs": bulkJobs,
  "/api/bulk-jobs/[id]": bulkJob,
  "/api/bulk-jobs/[id]/cancel": bulkJobCancel,
  "/api/bulk-jobs/[id]/items": bulkJobItems,
  "/api/bulk-jobs/check": bulkJobCheck,
  "/api/cards": cards,
  "/api/cards/[id]": card,
  "/api/cards/[id]/close": cardClose,
  "/api/cards/[id]/freeze": cardFreeze,
  "/api/cards/[id]/activate": cardActivate,
  "/api/cards/[id]/convert": cardConvert,
  "/api/cards/[id]/reissue": cardReissue,
  "/api/cards/[id]/renew": cardRenew,
  "/api/cards/[id]/replace": cardReplace,
  "/api/cards/[id]/move": cardMove,
  "/api/cards/[id]/reveal": cardReveal,
  "/api/cards/[id]/history": cardHistory,
  "/api/cards/[id]/limit": cardLimit,
  "/api/cards/[id]/load": cardLoad,
  "/api/cards/[id]/memo": cardMemo,
  "/api/cards/[id]/spending-profile": cardSpendingProfile,
  "/api/cards/[id]/unload": cardUnload,
  "/api/cards/[id]/would-pass": cardWouldPass,
  "/api/dashboard": dashboard,
  "/api/forgot-password": forgotPassword,
  "/api/health": health,
  "/api/mails": mails,
  "/api/accounts/[id]/second-factor": accountSecondFactor,
  "/api/profile/email": profileEmail,
  "/api/accounts/[id]/confirm-above-limit": confirmAboveLimit,
  "/api/profile/password": profilePassword,
  "/api/profile/identity": profileIdentity,
  "/api/profile/recovery-codes": recoveryCodes,
  "/api/profile/time-zone": profileTimeZone,
  "/api/profile/second-factors": secondFactors,
  "/api/profile/second-factors/[id]": secondFactor,
  "/api/profile/second-factors/authenticator": authenticator,
  "/api/profile/second-factors/authenticator/confirmation": authenticatorConfirmation,
  "/api/profile/second-factors/passkeys": passkeys,
  "/api/profile/second-factors/passkeys/options": passkeyOptions,
  "/api/reset-password": resetPassword,
  "/api/confirm-email": confirmEmail,
  "/api/sessions": sessions,
  "/api/sessions/[id]": session,
  "/api/api-keys": apiKeys,
  "/api/api-keys/[id]": apiKey,
  "/api/sandbox/purchases": sandboxPurchases,
  "/api/sandbox/purchases/[uuid]/clear": sandboxClear,
  "/api/sandbox/purchases/[uuid]/refund": sandboxRefund,
  "/api/sandbox/purchases/[uuid]/tip": sandboxTip,
  "/api/sandbox/purchases/[uuid]/void": sandboxVoid,
  "/api/saved-views": savedViews,
  "/api/saved-views/[id]": savedView,
  "/api/spending-profiles": spendingProfiles,
  "/api/spending-profiles/[id]": spendingProfile,
  "/api/sign-up": signUp,
  "/api/sign-up/confirm": signUpConfirm,
  "/api/spending-profiles/[id]/activate": spendingProfileActivate,
  "/api/spending-profiles/[id]/shadow": spendingProfileShadow,
  "/api/spending-profiles/[id]/deactivate": spendingProfileDeactivate,
  "/api/spending-profiles/[id]/discard": spendingProfileDiscard,
  "/api/spending-profiles/[id]/restore": spendingProfileRestore,
  "/api/transactions": transactions,
  "/api/transactions/[uuid]": transaction,
  "/api/users": users,
  "/api/users/[id]": user,
  "/api/users/[id]/invitation": userInvitation,
  "/api/users/[id]/reactivate": userReactivate,
  "/api/users/[id]/restore": userRestore,
  "/api/users/[id]/sessions": userSessions,
  "/api/users/[id]/unlock": userUnlock,
  "/api/users/[id]/second-factors": userSecondFactors,
  "/api/users/[id]/deactivate": userDeactivate,
};
