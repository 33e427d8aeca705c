/** A link in the palette. */
export interface PaletteEntry {
  readonly href: string;
  readonly label: string;
  /** Text that tells it apart from others with the same name. */
  readonly hint?: string;
}

/** A page that is always offered. Typing "g" and then `key` opens it from anywhere. */
export interface PalettePage extends PaletteEntry {
  readonly key?: string;
}

/** Entries of one kind. */
export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}
