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
  /** Other words that find it. */
  readonly words?: string;
}

/** Something that the palette does itself. */
export interface PaletteCommand {
  readonly label: string;
  readonly words?: string;
  readonly run: () => void;
}

export const isCommand = (entry: PaletteEntry | PaletteCommand): entry is PaletteCommand => "run" in entry;

/** Entries of one kind. */
export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}
