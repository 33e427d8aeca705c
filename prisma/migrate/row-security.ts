import type { DescribedModel } from "../generate/described-model.ts";
import type { Extra } from "./extra.ts";

/** The two roles of the portal: one within an account, one across all. Roles belong to the whole
 *  cluster, so another portal may have created them, even at this moment. */
export const portalRoles: Extra = {
  table: "",
  create: `DO $$ BEGIN
  BEGIN CREATE ROLE portal_app NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE portal_system NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT portal_app, portal_system TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO portal_app, portal_system', current_schema());
END $$;`,
  drop: "",
};

const tenant = "(SELECT NULLIF(current_setting('app.account_id', true), '')::integer)";

/** The policies and rights of both roles on a table. */
export function rowSecurity({ table, tenantField, fields, appendOnly, rewritten }: DescribedModel): Extra {
  const mine = `${fields[tenantField]?.column} = ${tenant}`;
  const rights = (insert: boolean) =>
    ["SELECT", insert && "INSERT", !appendOnly && "UPDATE", rewritten && "DELETE"].filter(Boolean).join(", ");
  const madeAcross = table === "accounts" || table === "audit_heads";
  return {
    table,
    create: [
      `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;`,
      `ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;`,
      `CREATE POLICY in_account ON "${table}" TO portal_app USING (${mine}) WITH CHECK (${mine});`,
      `CREATE POLICY across_accounts ON "${table}" TO portal_system USING (true) WITH CHECK (true);`,
      `GRANT ${rights(!madeAcross)} ON "${table}" TO portal_app;`,
      `GRANT ${rights(true)} ON "${table}" TO portal_system;`,
      ...(fields.id?.type === "Int"
        ? [`GRANT USAGE ON SEQUENCE "${table}_id_seq" TO portal_app, portal_system;`]
        : []),
    ].join("\n"),
    drop: [
      `DROP POLICY IF EXISTS in_account ON "${table}";`,
      `DROP POLICY IF EXISTS across_accounts ON "${table}";`,
      `REVOKE ALL ON "${table}" FROM portal_app, portal_system;`,
    ].join("\n"),
  };
}
