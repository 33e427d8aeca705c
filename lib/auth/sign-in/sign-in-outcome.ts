/** What a person enters to sign in, before it is checked. */
export interface Credentials {
  readonly email: unknown;
  readonly password: unknown;
}

/** How a sign-in ended. A refusal gives no reason, so a stranger cannot find out who has a user
 *  here. */
export type SignInOutcome =
  | { readonly kind: "signed-in"; readonly userId: number; readonly token: string }
  /** The password was correct. The token lets the browser show the second factor. */
  | { readonly kind: "second-step"; readonly token: string }
  /** The password was correct, but the business does not let its people in from this network. */
  | { readonly kind: "network" }
  | { readonly kind: "refused" }
  | { readonly kind: "busy"; readonly retryAfterSeconds: number };
