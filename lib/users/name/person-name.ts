import { pastedText } from "@/lib/fields/column.ts";
import type { PersonName } from "./name-at-issuer.ts";

/** The fields of a name, as a form or the API sends them. */
export const nameFields = {
  givenName: pastedText("User", "givenName"),
  familyName: pastedText("User", "familyName"),
};

/** The columns of a name: both parts, and the whole that lists show, sort and search by. */
export const nameColumns = ({ givenName, familyName }: PersonName) => ({
  givenName,
  familyName,
  name: familyName === "" ? givenName : `${givenName} ${familyName}`,
});
