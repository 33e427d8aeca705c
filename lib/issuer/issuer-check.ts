import type { IssuerError } from "@/lib/lithic/issuer-error.ts";

/** What a look at the issuer found. "open" is neither good nor bad yet, such as events that nobody
 *  has set up; "waiting" is not known yet. */
export interface IssuerCheck {
  readonly state: "passed" | "failed" | "open" | "waiting";
  readonly title: string;
  readonly text: string;
  /** When what the text tells of happened, in ISO 8601. */
  readonly at?: string;
  /** How long the issuer took to answer. */
  readonly milliseconds?: number;
}

/** The check of a call that failed, in the issuer's words. */
export const failedCheck = (title: string, { message }: IssuerError): IssuerCheck => ({
  state: "failed",
  title,
  text: `${message.replace(/\.?$/, ".")} Check again in a moment.`,
});
