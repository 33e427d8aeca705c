import { clsx } from "clsx";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { portalName } from "@/lib/process/env";
import "./globals.css";
import { Listening } from "./listening";

export function generateMetadata(): Metadata {
  return {
    title: { default: portalName(), template: `%s · ${portalName()}` },
    description: "Issue and control your business's cards.",
    manifest: "/manifest.webmanifest",
    icons: {
      icon: [
        { url: "/icon.svg", type: "image/svg+xml" },
        { url: "/icon-192.png", type: "image/png", sizes: "192x192" },
      ],
      apple: "/apple-touch-icon.png",
    },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

/** The document around every page: fonts, and the theme that the person chose, or the system's. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = await cookies();
  const theme = chosen.get("theme")?.value;
  return (
    <html
      lang="en"
      data-now={Date.now()}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
      data-shortcuts={chosen.get("shortcuts")?.value === "off" ? "off" : undefined}
      className={clsx(GeistSans.variable, GeistMono.variable)}
    >
      <body>
        {children}
        <Listening />
      </body>
    </html>
  );
}
