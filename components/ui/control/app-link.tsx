import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";

/** A link to an address made at run time. It prefetches nothing, because a list has more links
 *  than anybody follows. */
export function AppLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  return <Link prefetch={false} href={href as Route} {...rest} />;
}
