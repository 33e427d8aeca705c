import type { Purchase } from "./purchase.ts";
import type { VelocityParameters } from "./rule-parameters.ts";

/** What a velocity rule has counted in its window so far. The amount is in cents. */
export interface Counted {
  readonly amount: number;
  readonly count: number;
}

/** What a rule is checked against: a purchase, its card, and what was spent before. */
export interface Occasion {
  readonly now: Date;
  readonly purchase: Purchase;
  readonly card: OccasionCard;
  /** When the card's account was opened, ISO 8601. */
  readonly accountCreated: string;
  /** What a velocity rule has counted in its window, of all purchases or of cash only. */
  counted(parameters: VelocityParameters, only: "all" | "cash"): Counted;
  /** The number of purchases on the card in the last seconds, all of them or the declined ones. */
  purchasesWithin(seconds: number, which: "all" | "declined"): number;
}

/** A card as the issuer states it. The limit is in cents; 0 is none. */
export interface OccasionCard {
  readonly state: string;
  readonly type: string;
  readonly pin_status: string;
  readonly created: string;
  readonly exp_month: string;
  readonly exp_year: string;
  readonly spend_limit: number;
  readonly spend_limit_duration: string;
}
