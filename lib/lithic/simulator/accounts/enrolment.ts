import { z } from "zod";
import { address, phoneNumber } from "../address.ts";

const person = z.strictObject({
  first_name: z.string().min(1),
  last_name: z.string().min(1),
  email: z.email(),
  dob: z.string().min(1),
  government_id: z.string().min(1),
  address,
  phone_number: phoneNumber.optional(),
});

const looselyKnownPerson = person.partial().required({ first_name: true, last_name: true, address: true });

const business = z.strictObject({
  legal_business_name: z.string().min(1),
  dba_business_name: z.string().optional(),
  government_id: z.string().min(1),
  parent_company: z.string().optional(),
  phone_numbers: z.array(z.string()).min(1),
  address,
});

const external_id = z.string().optional();
const aboutBusiness = {
  external_id,
  naics_code: z.string().optional(),
  website_url: z.string().optional(),
};

/** The request to enroll somebody: a business, the person of a business, or a person. */
export const enrolment = z.discriminatedUnion("workflow", [
  z.strictObject({
    ...aboutBusiness,
    workflow: z.enum(["KYB_BASIC", "KYB_BYO"]),
    business_entity: business,
    control_person: person,
    beneficial_owner_individuals: z.array(person).max(4),
    nature_of_business: z.string().min(1),
    tos_timestamp: z.string().min(1),
    kyb_passed_timestamp: z.string().optional(),
  }),
  z.strictObject({
    ...aboutBusiness,
    workflow: z.literal("KYB_DELEGATED"),
    business_entity: business.partial().required({ legal_business_name: true, address: true }),
    control_person: looselyKnownPerson.optional(),
    beneficial_owner_individuals: z.array(looselyKnownPerson).max(4).optional(),
    nature_of_business: z.string().optional(),
    tos_timestamp: z.string().optional(),
  }),
  z.strictObject({
    external_id,
    workflow: z.enum(["KYC_BASIC", "KYC_BYO"]),
    individual: person.required({ phone_number: true }),
    tos_timestamp: z.string().min(1),
    kyc_passed_timestamp: z.string().optional(),
  }),
  z
    .strictObject({
      external_id,
      workflow: z.literal("KYC_EXEMPT"),
      kyc_exemption_type: z.enum(["AUTHORIZED_USER", "PREPAID_CARD_USER"]),
      first_name: z.string().min(1),
      last_name: z.string().min(1),
      email: z.email(),
      phone_number: phoneNumber,
      address,
      business_account_token: z.string().optional(),
    })
    .refine(
      ({ kyc_exemption_type: type, business_account_token: of }) =>
        type !== "AUTHORIZED_USER" || of !== undefined,
      {
        path: ["business_account_token"],
        message: "is required for an authorized user",
      },
    ),
]);
export type Enrolment = z.infer<typeof enrolment>;

/** The faults that a simulated review can find. */
export const reviewReasons = [
  "PRIMARY_BUSINESS_ENTITY_ID_VERIFICATION_FAILURE",
  "PRIMARY_BUSINESS_ENTITY_ADDRESS_VERIFICATION_FAILURE",
  "PRIMARY_BUSINESS_ENTITY_NAME_VERIFICATION_FAILURE",
  "PRIMARY_BUSINESS_ENTITY_BUSINESS_OFFICERS_NOT_MATCHED",
  "PRIMARY_BUSINESS_ENTITY_SOS_FILING_INACTIVE",
  "PRIMARY_BUSINESS_ENTITY_SOS_NOT_MATCHED",
  "PRIMARY_BUSINESS_ENTITY_CMRA_FAILURE",
  "PRIMARY_BUSINESS_ENTITY_WATCHLIST_FAILURE",
  "PRIMARY_BUSINESS_ENTITY_REGISTERED_AGENT_FAILURE",
  "CONTROL_PERSON_BLOCKLIST_ALERT_FAILURE",
  "CONTROL_PERSON_ID_VERIFICATION_FAILURE",
  "CONTROL_PERSON_DOB_VERIFICATION_FAILURE",
  "CONTROL_PERSON_NAME_VERIFICATION_FAILURE",
  "BENEFICIAL_OWNER_INDIVIDUAL_DOB_VERIFICATION_FAILURE",
  "BENEFICIAL_OWNER_INDIVIDUAL_BLOCKLIST_ALERT_FAILURE",
  "BENEFICIAL_OWNER_INDIVIDUAL_ID_VERIFICATION_FAILURE",
  "BENEFICIAL_OWNER_INDIVIDUAL_NAME_VERIFICATION_FAILURE",
] as const;
export type Reason = (typeof reviewReasons)[number];

const shortReasons = ["ADDRESS", "DOB", "ID", "NAME"] as const;

/** A reason as a holder shows it: in its lists Lithic documents fewer words than in a review. */
export function shortReason(reason: Reason): string {
  if (reason.endsWith("_WATCHLIST_FAILURE")) return "WATCHLIST_ALERT_FAILURE";
  const kind = shortReasons.find((kind) => reason.endsWith(`_${kind}_VERIFICATION_FAILURE`));
  return `${kind ?? "OTHER"}_VERIFICATION_FAILURE`;
}
