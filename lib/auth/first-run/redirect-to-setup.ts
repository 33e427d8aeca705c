import { redirect } from "next/navigation";
import { hasPeople } from "./has-people.ts";

/** Leads every visitor of a portal with nobody in it to set-up. */
export async function redirectToSetup(): Promise<void> {
  if (!(await hasPeople())) redirect("/setup");
}
