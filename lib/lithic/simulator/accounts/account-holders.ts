import { randomUUID } from "node:crypto";
import { z } from "zod";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { equals, type Filter, page, sizeOf } from "../pages.ts";
import { openAccount } from "./accounts.ts";
import { openFinancialAccount } from "./balances.ts";
import { type Enrolment, enrolment, type Reason, reviewReasons, shortReason } from "./enrolment.ts";

export type HolderStatus =
  | "ACCEPTED"
  | "PENDING_REVIEW"
  | "PENDING_DOCUMENT"
  | "PENDING_RESUBMIT"
  | "REJECTED";

interface Holder {
  readonly token: string;
  readonly account_token: string;
  readonly created: string;
  readonly status: HolderStatus;
  readonly status_reasons: readonly string[];
  readonly business_account_token?: string | undefined;
  readonly external_id?: string | undefined;
  readonly email?: string | undefined;
  readonly business_entity?: { readonly entity_token: string } | undefined;
  readonly verification_application?: object | undefined;
  readonly required_documents?: readonly object[];
}

interface HolderRow {
  seq: number;
  token: string;
  body: string;
}

/** Registers a business or a person, opens its account, and accepts it at once unless the simulator
 *  was told otherwise (`enrolAs`). */
export function createAccountHolder(call: Call): Answer {
  const request = parse(enrolment, call.body);
  const business = request.workflow === "KYC_EXEMPT" ? request.business_account_token : undefined;
  if (business !== undefined) mustBeBusiness(call, business);
  const account_token = openAccount(call);
  const created = call.now.toISOString();
  const status = statusForNew(call);
  const reasons: readonly Reason[] = status === "ACCEPTED" ? [] : [reasonForNew];
  const shown = shownOf(request);
  const holder = judged(
    { token: randomUUID(), account_token, created, status, status_reasons: [], ...shown },
    { status, reasons, at: created },
  );
  call.store.run(
    "INSERT INTO account_holders (token, account_token, business_account_token, external_id, email, created, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
    holder.token,
    account_token,
    business,
    holder.external_id,
    holder.email?.toLowerCase(),
    created,
    JSON.stringify(holder),
  );
  const { token, external_id, required_documents } = holder;
  emit(call, "account_holder.created", {
    token,
    account_token,
    created,
    // The event knows no other states. A later one tells of a refusal.
    status: status === "ACCEPTED" ? status : "PENDING_REVIEW",
    status_reason: reasons,
    required_documents: required_documents ?? [],
  });
  if (status === "REJECTED") emitVerification(call, holder, reasons);
  if (business === undefined) openFinancialAccount(call, account_token, "ISSUING");
  return ok({
    token,
    account_token,
    status,
    status_reasons: reasons,
    created,
    ...(required_documents && { required_documents }),
    ...(external_id !== undefined && { external_id }),
  });
}

const reasonForNew = "PRIMARY_BUSINESS_ENTITY_ID_VERIFICATION_FAILURE" satisfies Reason;

const statusForNew = ({ store }: Call) =>
  store.get<{ status: HolderStatus }>("SELECT status FROM enrolment_status")?.status ?? "ACCEPTED";

export function getAccountHolder(call: Call): Answer {
  return ok(holderOf(call, param(call, "account_holder_token")));
}

export function listAccountHolders(call: Call): Answer {
  const { query } = call;
  const email = query.get("email");
  const contains = (parameter: string, path: string): Filter[] => {
    const part = query.get(parameter);
    return part === null ? [] : [[`instr(lower(body ->> '${path}'), ?) > 0`, part.toLowerCase()]];
  };
  const filters: Filter[] = [
    ...equals(query, "external_id"),
    ...(email === null ? [] : [["email = ?", email.toLowerCase()] as const]),
    ...equals(query, "phone_number", "body ->> '$.phone_number'"),
    ...contains("first_name", "$.individual.first_name"),
    ...contains("last_name", "$.individual.last_name"),
    ...contains("legal_business_name", "$.business_entity.legal_business_name"),
  ];
  const { rows, has_more } = page<HolderRow>(call, "account_holders", filters, sizeOf(call, "limit"));
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

const review = z.strictObject({
  account_holder_token: z.string(),
  status: z.enum(["ACCEPTED", "REJECTED", "PENDING_REVIEW"]),
  status_reasons: z.array(z.enum(reviewReasons)).default([]),
});

/** Decides the enrollment of a business or a person, as Lithic's compliance team would. */
export function reviewEnrollment(call: Call): Answer {
  const { account_holder_token, status, status_reasons } = parse(review, call.body);
  const before = holderOf(call, account_holder_token);
  const at = call.now.toISOString();
  const after = judged(before, { status, reasons: status_reasons, at });
  call.store.run("UPDATE account_holders SET body = ? WHERE token = ?", JSON.stringify(after), after.token);
  emitVerification(call, after, status_reasons);
  // The answer's own status has no value for a review that continues.
  const { status: decided, ...undecided } = { ...after, verification_application: undefined };
  return ok(decided === "PENDING_REVIEW" ? undecided : { ...undecided, status: decided });
}

function emitVerification(call: Call, holder: Holder, status_reasons: readonly Reason[]): void {
  const { token, account_token, status } = holder;
  const created = call.now.toISOString();
  emit(call, "account_holder.verification", { token, account_token, created, status, status_reasons });
}

/** A holder as the API shows it after a decision. */
function judged(
  holder: Holder,
  { status, reasons, at }: { status: HolderStatus; reasons: readonly Reason[]; at: string },
): Holder {
  const { required_documents: _, ...rest } = holder;
  const status_reasons = [...new Set(reasons.map(shortReason))];
  const entity = holder.business_entity?.entity_token;
  const documents =
    entity === undefined ? [] : [{ entity_token: entity, valid_documents, status_reasons: reasons }];
  return {
    ...rest,
    status,
    status_reasons,
    ...(holder.verification_application && {
      verification_application: {
        created: holder.created,
        updated: at,
        status,
        status_reasons,
      },
    }),
    ...(status === "PENDING_DOCUMENT" && { required_documents: documents }),
  };
}

const valid_documents = ["EIN_LETTER", "TAX_RETURN", "CERTIFICATE_OF_FORMATION"];

/** The holder of an account: its enrollment status, and the business that pays for an authorized
 *  user. */
export function holderOfAccount({ store }: Pick<Call, "store">, accountToken: string): Holder {
  const row = store.get<HolderRow>("SELECT * FROM account_holders WHERE account_token = ?", accountToken);
  if (!row) throw new Error(`The account ${accountToken} has no holder.`);
  return JSON.parse(row.body);
}

function mustBeBusiness({ store }: Call, accountToken: string): void {
  const row = store.get<HolderRow>("SELECT * FROM account_holders WHERE account_token = ?", accountToken);
  if (!row || JSON.parse(row.body).user_type !== "BUSINESS")
    throw new ApiError(400, "business_account_token: no such business");
}

function holderOf({ store }: Call, token: string): Holder {
  const row = store.get<HolderRow>("SELECT * FROM account_holders WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Account holder not found");
  return JSON.parse(row.body);
}

function shownOf(request: Enrolment) {
  const external = request.external_id === undefined ? {} : { external_id: request.external_id };
  const entity_token = randomUUID();
  const verification_application = {};
  if (request.workflow === "KYC_EXEMPT") {
    const {
      first_name,
      last_name,
      email,
      phone_number,
      address,
      business_account_token,
      kyc_exemption_type,
    } = request;
    return {
      ...external,
      ...(business_account_token !== undefined && { business_account_token }),
      user_type: "INDIVIDUAL",
      exemption_type: kyc_exemption_type,
      email,
      phone_number,
      individual: { first_name, last_name, email, phone_number, address, dob: "", entity_token },
    };
  }
  if ("individual" in request) {
    const { email, phone_number } = request.individual;
    const individual = { ...shownPerson(request.individual), entity_token };
    return {
      ...external,
      user_type: "INDIVIDUAL",
      email,
      phone_number,
      individual,
      verification_application,
    };
  }
  const {
    business_entity,
    control_person,
    beneficial_owner_individuals = [],
    naics_code,
    nature_of_business,
    website_url,
  } = request;
  return {
    ...external,
    user_type: "BUSINESS",
    ...(control_person && { control_person: shownPerson(control_person), email: control_person.email ?? "" }),
    business_entity: {
      dba_business_name: "",
      government_id: "",
      phone_numbers: [""],
      ...business_entity,
      entity_token,
    },
    beneficial_owner_individuals: beneficial_owner_individuals.map(shownPerson),
    naics_code,
    nature_of_business,
    website_url,
    verification_application,
  };
}

// Answers never repeat documents.
function shownPerson({
  government_id: _,
  ...person
}: {
  government_id?: string | undefined;
  email?: string | undefined;
}) {
  return { email: "", phone_number: "", dob: "", ...person, entity_token: randomUUID() };
}
