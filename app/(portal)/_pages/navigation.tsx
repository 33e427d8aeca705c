import {
  ArrowLeftRight,
  Building2,
  CreditCard,
  FlaskConical,
  KeyRound,
  Landmark,
  LayoutDashboard,
  Mail,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { NavigationEntry } from "@/components/shell/navigation-links";
import type { SignedIn } from "@/lib/auth/require-actor";
import { reachFor } from "@/lib/permissions";
import { isSimulator } from "@/lib/sandbox/faults";
import { isSandbox } from "@/lib/sandbox/sandbox";

/** The navigation for a person. It leaves out pages that the person may not see. */
export function navigationFor({ actor }: SignedIn): NavigationEntry[] {
  const isOperator = actor.role === "operator";
  const entries: (NavigationEntry & { offered: boolean })[] = [
    { href: "/dashboard", label: "Dashboard", icon: <LayoutDashboard />, group: "money", offered: true },
    { href: "/accounts", label: "Businesses", icon: <Building2 />, group: "money", offered: isOperator },
    {
      href: "/transactions",
      label: "Transactions",
      icon: <ArrowLeftRight />,
      group: "money",
      offered: has("transaction.see"),
    },
    {
      href: "/cards",
      label: "Cards",
      icon: <CreditCard />,
      group: "cards",
      offered: !isOperator && has("card.see"),
    },
    {
      href: "/users",
      label: isOperator ? "Operators" : "People",
      icon: <Users />,
      group: "team",
      offered: has("user.see") && actor.role !== "user",
    },
    {
      href: "/spending-profiles",
      label: "Spending profiles",
      icon: <SlidersHorizontal />,
      group: "team",
      offered: has("spending-profile.see"),
    },
    { href: "/issuer", label: "Issuer", icon: <Landmark />, group: "record", offered: has("issuer.see") },
    { href: "/emails", label: "Emails", icon: <Mail />, group: "record", offered: isOperator },
    {
      href: "/api-keys",
      label: "API keys",
      icon: <KeyRound />,
      group: "record",
      offered: has("api-key.see"),
    },
    {
      href: `/accounts/${actor.accountId}`,
      label: "Business",
      icon: <Building2 />,
      group: "record",
      offered: !isOperator && has("account.see"),
    },
    {
      href: "/sandbox",
      label: "Sandbox",
      icon: <FlaskConical />,
      group: "sandbox",
      offered: (isOperator ? isSimulator() : isSandbox()) && has("sandbox.see"),
    },
  ];
  return entries.filter(({ offered }) => offered);

  function has(permission: Parameters<typeof reachFor>[1]): boolean {
    return reachFor(actor, permission) !== undefined;
  }
}
