import { type ReactNode, Suspense } from "react";
import { ToastProvider } from "@/components/ui/overlay/toast";
import { IssuerBadge, type IssuerState } from "./issuer-badge";
import { type NavigationEntry, NavigationLinks } from "./navigation-links";
import { NavigationSheet } from "./navigation-sheet";
import type { PalettePage } from "./palette-entry";
import { PaletteButton, PaletteProvider } from "./palette-provider";
import { type Person, PersonMenu, type SignOut } from "./person-menu";
import { Rail } from "./rail";
import { RememberList } from "./remember-list";

interface ShellProps {
  accountName: string;
  issuerBadge: IssuerState;
  navigation: readonly NavigationEntry[];
  /** The entries of the palette, its search endpoint, and the page about keyboard shortcuts. */
  palette: { pages: readonly PalettePage[]; findAt: string; aboutKeys: string };
  person: Person;
  /** A server action, or the address that a form posts to. */
  signOut: SignOut;
  /** Whether the cookie `rail` says "narrow". */
  narrow?: boolean;
  children: ReactNode;
}

/** The frame around every page of a signed-in person. */
export function Shell({
  accountName,
  issuerBadge,
  navigation,
  palette,
  person,
  signOut,
  narrow = false,
  children,
}: ShellProps) {
  const top = <Account name={accountName} issuer={issuerBadge} />;
  const personMenu = <PersonMenu person={person} signOut={signOut} />;
  return (
    <ToastProvider>
      <a
        href="#content"
        className="fixed start-4 top-4 z-50 -translate-y-20 rounded-control bg-accent px-4 py-2 font-medium text-accent-ink focus-visible:translate-y-0"
      >
        Skip to the content
      </a>
      <Suspense>
        <RememberList lists={navigation.map(({ href }) => href)} />
      </Suspense>
      <PaletteProvider {...palette}>
        <div className="flex min-h-dvh max-sm:flex-col">
          <Rail narrow={narrow} top={top} person={personMenu}>
            <div className="mb-4 max-sm:hidden">
              <PaletteButton />
            </div>
            <NavigationLinks entries={navigation} />
          </Rail>
          <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-line border-b bg-surface px-4 sm:hidden">
            <NavigationSheet top={top} person={personMenu} entries={navigation} />
            <span className="min-w-0 flex-1 truncate font-semibold">{accountName}</span>
            <IssuerBadge {...issuerBadge} />
            <PaletteButton iconOnly />
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full min-w-0 max-w-[80rem] flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
          >
            {children}
          </main>
        </div>
      </PaletteProvider>
    </ToastProvider>
  );
}

function Account({ name, issuer }: { name: string; issuer: IssuerState }) {
  return (
    <div className="grid min-w-0 gap-1.5 px-1 narrow:justify-items-center narrow:px-0">
      <span className="truncate font-semibold narrow:sr-only">{name}</span>
      <IssuerBadge {...issuer} iconOnly="narrow:sr-only" />
    </div>
  );
}
