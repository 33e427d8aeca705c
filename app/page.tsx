import { redirect } from "next/navigation";

/** Redirects to the dashboard, which redirects to sign-in without a session. */
export default function FirstPage() {
  redirect("/dashboard");
}
