import { chooseTheme } from "./choose";
import type { PaletteCommand } from "./palette-entry";

/** What the palette does itself, on every page. */
export const paletteCommands: readonly PaletteCommand[] = [
  { label: "Light theme", words: "bright day appearance", run: () => chooseTheme("light") },
  { label: "Dark theme", words: "night appearance", run: () => chooseTheme("dark") },
  { label: "System theme", words: "appearance", run: () => chooseTheme("system") },
  { label: "Sign out", words: "log out logout leave", run: signOut },
];

function signOut(): void {
  document.querySelector<HTMLFormElement>("form[data-sign-out]")?.requestSubmit();
}
