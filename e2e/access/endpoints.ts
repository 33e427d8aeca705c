import type { ErrorCode } from "../../lib/errors.ts";
import type { Permission } from "../../lib/permissions.ts";
import type { Member, RowIds } from "./businesses.ts";

/** Who may ask: whoever has the permission, as far as it goes. */
export interface Access {
  readonly permission: Permission | "anyone" | "everyone signed in";
  /** The row that is named; without one it is about all that one may see. */
  readonly target?: "account" | "card" | "user" | "profile" | "deletedProfile" | "job";
  /** What is asked first, of the row itself: who may not even see it is told that there is none. */
  readonly seenFirst?: Permission;
  /** It is about all businesses: a permission that ends at one's own is not enough. */
  readonly overPlatform?: true;
}

/** A method of a route handler. What changes something is asked in a way that is refused at the very end, so that it can be asked again and again. */
export interface ApiRow extends Access {
  readonly route: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The address, where the route alone does not tell it. */
  readonly path?: string;
  readonly query?: (ids: RowIds) => Record<string, number>;
  readonly body?: Readonly<Record<string, unknown>> | ((ids: RowIds) => Readonly<Record<string, unknown>>);
  /** Only the issuer's signature counts: neither a session nor the page that it comes from, nor how the body is written. */
  readonly isSigned?: true;
  /** The body is a form, as of a page, not JSON. */
  readonly isForm?: true;
  /** The body is this file, sent by a page. */
  readonly file?: string;
  /** What is answered to who may ask: a status, or the code of a refusal that has nothing to do with who asks. */
  readonly allowed: number | ErrorCode;
}

/** A page. Who may see it is answered 200, unless said otherwise. */
export interface PageRow extends Access {
  readonly route: string;
  readonly query?: (ids: RowIds) => Record<string, number>;
  readonly allowed?: Partial<Record<Member | "nobody", number>>;
}

/** A server action and a page that offers it. */
export interface ActionRow extends Access {
  readonly file: string;
  readonly name: string;
  readonly page: string;
  readonly form: (ids: RowIds) => Readonly<Record<string, string | number>>;
  /** The code of the refusal that has nothing to do with who asks, or where a success leads. */
  readonly allowed: ErrorCode | `/${string}`;
}

// No row has come so far: every change is refused as made on an old state.
export const newestVersion = 2_000_000;
