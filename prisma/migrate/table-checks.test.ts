import { describe, expect, it } from "vitest";
import type { DescribedModel, DescribedSchema } from "../generate/described-model.ts";
import { schemaMap } from "../generated/schema-map.ts";
import { tableChecks } from "./table-checks.ts";

const schema: DescribedSchema = schemaMap;
const ruled = ({ words, length, email, amount, check }: DescribedModel["fields"][string]) =>
  Boolean(words || length || email || amount || check);

describe("tableChecks()", () => {
  it.each(Object.entries(schema))("keeps every rule of %s", (_, model) => {
    const columns = Object.values(model.fields).filter(ruled);
    expect(Object.keys(tableChecks(model))).toHaveLength(columns.length + Object.keys(model.checks).length);
  });

  it("refuses two rules of one name, of which the database would keep one", () => {
    const account = schema.Account as DescribedModel;
    const clashing = { ...account, checks: { ...account.checks, suspended_reason: "status = 'suspended'" } };
    expect(() => tableChecks(clashing)).toThrow("chk_accounts_suspended_reason");
  });
});
