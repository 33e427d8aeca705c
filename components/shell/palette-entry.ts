/** Somewhere the palette leads. */
export interface PaletteEntry {
  readonly href: string;
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly hint?: string;
}

/** A place that is always known; `key` leads there from anywhere when typed after "g". */
export interface PalettePage extends PaletteEntry {
  readonly key?: string;
}

/** Entries of one kind. */
export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}
