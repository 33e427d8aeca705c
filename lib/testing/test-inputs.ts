import { randomUUID } from "node:crypto";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import type { ErrorCode } from "@/lib/errors.ts";
import type { RowIds } from "@/lib/testing/test-rows.ts";

/** Rows of a business that an input can reference. */
export interface Rows extends RowIds {
  readonly DeletedSpendingProfile: number;
  readonly RemovedUser: number;
}

/** A valid input of a command: the fields that reference rows, and all others. */
export interface Sample {
  readonly ids?: Readonly<Record<string, keyof Rows>>;
  readonly rest?: Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>);
  /** Fields whose row a person picks in a form. A missing row is invalid input at that field, not a
   *  missing page. */
  readonly chosen?: readonly string[];
  /** The outcome for everyone with the permission. DONE by default. */
  readonly answer?: ErrorCode;
  /** The outcome for an operator in the platform's own account, where it differs. */
  readonly answerAtPlatform?: ErrorCode;
}

const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};
const lease = { owner: "nobody" };
const transaction = {
  ...{
    token: randomUUID(),
    status: "declined",
    declineReasons: ["CARD_PAUSED"],
    declinedBy: null,
    declineExplanation: null,
    created: new Date(),
  },
  ...{
    currency: "USD",
    merchantAmount: 100,
    merchantCurrency: "EUR",
    merchantName: "Shop",
    merchantCategory: "5411",
    merchantCountry: null,
    merchantAcceptorId: null,
    merchantCity: null,
    merchantRegion: null,
  },
  ...{ cardPresence: "present", entryMode: "ICC", pin: "entered", walletType: null },
  steps: [
    {
      token: randomUUID(),
      kind: "authorization",
      result: "declined",
      detail: null,
      amount: 100,
      merchantAmount: 100,
      occurredAt: new Date(),
    },
  ],
};

// Operators manage one another only.
const ofBusiness = { answerAtPlatform: "NOT_FOUND" } as const;

/** An address that nobody has. */
export const freshEmail = () => `${randomUUID()}@sample.example`;

/** A sample of the input of each command, by the name of its function. */
export const sampleInputs: Readonly<Record<string, Sample>> = {
  activateCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" } },
  addAddress: { ids: { userId: "User" }, rest: { ...address, label: "Depot" } },
  startSecondStep: {
    answer: "BUSY",
    ids: { userId: "User" },
    rest: () => ({ tokenHash: hashToken(randomUUID()), comparedHash: "sample" }),
  },
  setConfirmAboveLimit: { rest: { confirmAboveLimit: 500_000 } },
  setAllowedNetworks: { rest: { networks: [] } },
  clearAllowedNetworks: { answer: "RULE_BROKEN" },
  recordNetworkRefusal: { ids: { userId: "User" } },
  setSecondFactorPolicy: { rest: { secondFactorFor: "everyone" } },
  cancelBulkJob: { ids: { jobId: "BulkJob" } },
  changeAddress: { ids: { addressId: "Address" }, rest: { label: "Warehouse" } },
  changeCardLimit: {
    answer: "RULE_BROKEN",
    ids: { cardId: "Card" },
    rest: { spendLimit: 50_000, spendLimitDuration: "monthly" },
  },
  changeCardMemo: { answer: "RULE_BROKEN", ids: { cardId: "Card" }, rest: { memo: "Trains" } },
  changeCardProduct: { ids: { cardProductId: "CardProduct" }, rest: { name: "Premium" } },
  activateSpendingProfile: { ids: { spendingProfileId: "SpendingProfile" } },
  changeCardProfile: { ids: { cardId: "Card" }, rest: { spendingProfileId: null } },
  changeSpendingProfile: { ids: { spendingProfileId: "SpendingProfile" }, rest: { description: "Trains" } },
  changeUser: { ...ofBusiness, ids: { userId: "User" }, rest: { givenName: "Somebody" } },
  closeCard: { ids: { cardId: "Card" }, rest: { reason: "Lost", lastFour: "" } },
  confirmAccount: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: {
      ...lease,
      accountToken: randomUUID(),
      holderToken: randomUUID(),
      financialAccountToken: randomUUID(),
      balance: 1,
    },
  },
  confirmAccountState: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, desired: "suspended" },
  },
  // The sample was not started in the session of the actor.
  confirmAuthenticator: { answer: "NOT_FOUND", rest: { code: "000000" } },
  confirmCard: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, desired: null, card: { token: randomUUID(), lastFour: "4242", status: "active" } },
  },
  confirmRules: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: {
      ...lease,
      ...{ status: "activating", rulesVersion: 1, isEnforced: true, cardIds: [], rules: [] },
    },
  },
  confirmCardChange: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, limit: null },
  },
  confirmPrint: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, shippingAddressId: 1, status: "active" },
  },
  confirmUser: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, accountToken: randomUUID(), holderToken: randomUUID() },
  },
  convertCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" }, rest: { shippingAddressId: 1 } },
  createAccount: {
    rest: () => ({
      businessName: "Sample",
      ownerGivenName: "Sam",
      ownerFamilyName: "Sample",
      ownerEmail: freshEmail(),
    }),
  },
  createCardProduct: { rest: { name: "Metal", form: "physical" } },
  createPlatform: {
    answer: "DUPLICATE",
    rest: { businessName: "Second platform", ownerEmail: "second@platform.example" },
  },
  createApiKey: { rest: () => ({ name: randomUUID(), role: "analyst" }) },
  createSpendingProfile: { rest: { name: "Sample" } },
  createUser: {
    answerAtPlatform: "FORBIDDEN",
    rest: () => ({ givenName: "Nora", familyName: "New", email: freshEmail(), role: "user" }),
  },
  deactivateUser: { ...ofBusiness, answer: "RULE_BROKEN", ids: { userId: "User" }, rest: { reason: "Left" } },
  deleteSavedView: { ids: { savedViewId: "SavedView" } },
  deactivateSpendingProfile: {
    answer: "RULE_BROKEN",
    ids: { spendingProfileId: "SpendingProfile" },
    rest: { reason: "Unused" },
  },
  discardDraft: { answer: "RULE_BROKEN", ids: { spendingProfileId: "SpendingProfile" } },
  shadowSpendingProfile: { ids: { spendingProfileId: "SpendingProfile" } },
  deleteSpendingProfile: { answer: "RULE_BROKEN", ids: { spendingProfileId: "SpendingProfile" } },
  endOwnSession: { ids: { sessionId: "Session" } },
  endSession: { ids: { sessionId: "Session" }, rest: { revokedReason: "Sample" } },
  endUserSessions: { ...ofBusiness, ids: { userId: "User" } },
  enrolAccount: { answer: "RULE_BROKEN", rest: address },
  exportUsers: { rest: { list: "?status=active" } },
  exportTransactions: { rest: { list: "?status=declined", columns: ["merchant"] } },
  exportCards: { rest: { list: "?status=frozen", columns: ["memo"] } },
  forgetTriedPasswords: { answer: "BUSY", ids: { userId: "User" }, rest: { comparedHash: "sample" } },
  freezeCard: {
    answer: "RULE_BROKEN",
    answerAtPlatform: "NOT_FOUND",
    ids: { cardId: "Card" },
    rest: { reason: "Lost" },
  },
  inviteUser: { ...ofBusiness, answer: "RULE_BROKEN", ids: { userId: "User" } },
  issueCard: { ids: { userId: "User" }, rest: { cardType: "debit", form: "virtual" }, chosen: ["userId"] },
  // The unknown address is found first, so the file has no cards where one was expected.
  issueCardsFromCsv: {
    answer: "STALE",
    rest: {
      csv: "Holder email,Card type,Form\nnobody@sample.example,Debit,Virtual\n",
      fileName: "cards.csv",
      cards: 1,
    },
  },
  invitePeopleFromCsv: {
    answer: "STALE",
    rest: { csv: "Given name,Email,Role\nNora,nobody,Cardholder\n", fileName: "people.csv", people: 1 },
  },
  joinByLink: {
    answer: "RULE_BROKEN",
    ids: { linkId: "SignInToken" },
    rest: { passwordHash: "sample", givenName: "Nora", familyName: "New" },
  },
  storePasskey: {
    rest: () => ({ passkey: { id: randomUUID(), publicKey: "sample", transports: [] }, counter: 0 }),
  },
  keepWebhookSecret: { rest: { secret: "whsec_c2FtcGxlc2FtcGxlc2FtcGxlc2FtcGxl" } },
  loadCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" }, rest: { amount: 10_000 } },
  enqueueResetLink: { ids: { userId: "User" } },
  syncCard: { ids: { cardId: "Card" }, rest: { status: "pending", awaitsActivation: false } },
  inviteOperator: { answer: "RULE_BROKEN", rest: () => ({ email: freshEmail() }) },
  noteClear: { ids: { transactionId: "Transaction" } },
  notePurchase: {
    answer: "RULE_BROKEN",
    ids: { cardId: "Card" },
    rest: { amount: 100, merchant: "Shop", mcc: "5812", country: "USA", currency: "USD" },
  },
  noteRefund: { answer: "RULE_BROKEN", ids: { transactionId: "Transaction" } },
  noteTip: { ids: { transactionId: "Transaction" }, rest: { amount: 100 } },
  noteVoid: { ids: { transactionId: "Transaction" } },
  noteReveal: { answer: "RULE_BROKEN", ids: { cardId: "Card" } },
  openSession: {
    answer: "BUSY",
    ids: { userId: "User" },
    rest: { tokenHash: "sample", comparedHash: "sample" },
  },
  requestEmailChange: { rest: () => ({ email: freshEmail() }) },
  cancelEmailChange: {},
  changeEmailByLink: { answer: "NOT_FOUND", ids: { linkId: "SignInToken" } },
  tellSignInPaused: { ids: { userId: "User" } },
  expireSession: { ids: { sessionId: "Session" } },
  reactivateUser: { ...ofBusiness, answer: "RULE_BROKEN", ids: { userId: "User" } },
  recordTransaction: { ids: { cardId: "Card" }, rest: { transaction } },
  refuseAccount: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No" },
  },
  refuseAccountState: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No", desired: "suspended" },
  },
  recordRuleToken: {
    answer: "STALE",
    ids: { operationId: "LithicOperation", ruleId: "SpendingProfileRule" },
    rest: { ...lease, token: randomUUID() },
  },
  refuseRules: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No" },
  },
  refuseCardChange: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No", limit: null },
  },
  refuseCard: {
    answer: "STALE",
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No", desired: null, status: null },
  },
  refuseUser: { answer: "STALE", ids: { operationId: "LithicOperation" }, rest: { ...lease, message: "No" } },
  reissueCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" } },
  removeAddress: { ids: { addressId: "Address" } },
  removeUser: { ...ofBusiness, answer: "RULE_BROKEN", ids: { userId: "User" } },
  renewCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" } },
  renameAccount: { rest: { businessName: "Sample" } },
  moveCard: {
    answer: "INVALID_INPUT",
    ids: { cardId: "Card", holderId: "User" },
    chosen: ["holderId"],
  },
  replaceCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" }, rest: { reason: "lost" } },
  restoreAccount: { answer: "RULE_BROKEN", rest: { reason: "Paid" } },
  restoreUser: { ...ofBusiness, ids: { userId: "RemovedUser" } },
  restoreSpendingProfile: { ids: { spendingProfileId: "DeletedSpendingProfile" } },
  revokeApiKey: { ids: { apiKeyId: "ApiKey" } },
  saveSavedView: { rest: { list: "cards", name: "Sample", query: "status=frozen" } },
  setOwnPassword: {
    answer: "BUSY",
    ids: { userId: "User" },
    rest: { passwordHash: "sample", hashBefore: "another" },
  },
  setPasswordByLink: {
    answer: "BUSY",
    ids: { linkId: "SignInToken" },
    rest: { passwordHash: "sample", hashBefore: "another" },
  },
  openSessionByPasskey: {
    answer: "INVALID_INPUT",
    ids: { userId: "User" },
    rest: { tokenHash: "x", proof: { factorId: 1, counter: 0, challengeHash: "x" } },
  },
  removeSecondFactor: { ids: { factorId: "SecondFactor" } },
  renewRecoveryCodes: { answer: "RULE_BROKEN" },
  recordIdentityConfirmed: { answer: "NOT_FOUND", rest: () => ({ tokenHash: hashToken(randomUUID()) }) },
  resetSecondFactors: { answer: "RULE_BROKEN", answerAtPlatform: "NOT_FOUND", ids: { userId: "User" } },
  setUpPlatform: {
    answer: "DUPLICATE",
    rest: () => ({
      platformName: "Second platform",
      givenName: "Sam",
      email: freshEmail(),
      passwordHash: "sample",
    }),
  },
  // The sample of a sign-up has no content that it could be redeemed with.
  redeemSignUp: {
    answer: "NOT_FOUND",
    ids: { signUpId: "SignUp" },
    rest: () => ({ passwordHash: "sample", tokenHash: hashToken(randomUUID()) }),
  },
  forgetSignUp: { ids: { signUpId: "SignUp" } },
  saveSignUp: { rest: () => ({ businessName: "Sample", givenName: "Sam", email: freshEmail() }) },
  tellKnownAddress: { ids: { userId: "User" } },
  setTimeZone: { rest: { timeZone: "Europe/Berlin" } },
  setSignUp: { rest: { signUp: "open" } },
  setFault: { rest: { fault: "slow", on: false } },
  setSetting: { rest: { name: "notifications.declines", value: false } },
  completeSecondStep: { ids: { stepId: "SignInToken" }, rest: { tokenHash: "x", code: "000000" } },
  startAuthenticator: {},
  startBulkJob: {
    rest: { verb: "card.freeze", cards: { query: "status=active" }, reason: "Lost", confirmedCount: 1 },
  },
  suspendAccount: { answerAtPlatform: "RULE_BROKEN", rest: { reason: "Unpaid" } },
  takeBackInvitation: { ...ofBusiness, ids: { userId: "User" } },
  tryPassword: { ids: { userId: "User" } },
  trySignIn: { ids: { userId: "User" } },
  unlockUser: {
    answer: "RULE_BROKEN",
    answerAtPlatform: "NOT_FOUND",
    ids: { userId: "User" },
  },
  unloadCard: { answer: "RULE_BROKEN", ids: { cardId: "Card" }, rest: { amount: 10_000 } },
  unfreezeCard: { answer: "RULE_BROKEN", answerAtPlatform: "NOT_FOUND", ids: { cardId: "Card" } },
};
