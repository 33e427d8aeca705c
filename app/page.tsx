import { redirect } from "next/navigation";

/** The first page is the dashboard; who is not signed in goes on from there to sign in. */
export default function FirstPage() {
  redirect("/dashboard");
}
