import type { ErrorCode } from "@/lib/errors.ts";
import type { Permission } from "@/lib/permissions.ts";
import type { Member, RowIds } from "../businesses.ts";

/** Who may call an endpoint: everybody with the permission, within its reach. */
export interface Access {
  readonly permission: Permission | "anyone" | "everyone signed in";
  /** The row that the request names. Without it, the endpoint covers all rows
   *  that the caller may see. */
  readonly target?:
    | "account"
    | "card"
    | "user"
    | "profile"
    | "deletedProfile"
    | "removedUser"
    | "job"
    | "transaction";
  /** The permission that is checked first on the row. A caller who may not
   *  see the row gets NOT_FOUND. */
  readonly seenFirst?: Permission;
  /** The endpoint covers all businesses, so a permission within the caller's
   *  own business is not enough. */
  readonly overPlatform?: true;
}

/** A method of a route handler. A request that changes something is built to fail at the very
 *  end, so that it can be repeated. */
export interface ApiRow extends Access {
  readonly route: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The address, when it does not follow from the route. */
  readonly path?: string;
  readonly query?: (ids: RowIds) => Record<string, number>;
  readonly body?: Readonly<Record<string, unknown>> | ((ids: RowIds) => Readonly<Record<string, unknown>>);
  /** Only the issuer's signature counts. The session, the origin and the
   *  format of the body do not. */
  readonly isSigned?: true;
  /** The body is a form, as a page sends it, not JSON. */
  readonly isForm?: true;
  /** The body is this file, sent by a page. */
  readonly file?: string;
  /** The answer for allowed callers: a status, or the code of a refusal that has nothing to do
   *  with the caller. */
  readonly allowed: number | ErrorCode;
}

/** A page. Allowed callers get 200, unless the row says otherwise. */
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
  /** The code of the refusal that has nothing to do with the caller, the target of a success, or
   *  "done" for a success that changes nothing. */
  readonly allowed: ErrorCode | "done" | `/${string}`;
}

// No row has reached this version, so every change is refused as stale.
export const newestVersion = 2_000_000;
