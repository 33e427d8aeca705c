import { invalidField } from "@/lib/errors";
import { isZone } from "@/lib/fields/time-zone";
import { exportedFile } from "@/lib/http/exported-file";
import { endpoint } from "@/lib/http/route-handler";
import { requireListQuery } from "@/lib/lists/list-faults";
import { hrefFor } from "@/lib/lists/list-query";
import { exportUsers } from "@/lib/users/export/export-users";
import { usersAsCsv } from "@/lib/users/export/users-as-csv";
import { userListRules } from "@/lib/users/list/user-list";

/** All people of a list as CSV. Takes the filters, search and sort of `/api/users` in the address,
 *  and the `zone` of its times. A POST, because every export is recorded. */
export const POST = endpoint(async ({ actor, query }) => {
  const parameters = new URLSearchParams(query);
  const zone = parameters.get("zone") ?? "UTC";
  if (!isZone(zone)) throw invalidField("zone", "Use the name of a time zone, such as Europe/Berlin.");
  parameters.delete("zone");
  const { after, before, end, ...list } = requireListQuery(userListRules, parameters);
  return exportedFile(actor, "people", usersAsCsv(actor, list, zone), () =>
    exportUsers(actor, { list: hrefFor(userListRules, list) }),
  );
});
