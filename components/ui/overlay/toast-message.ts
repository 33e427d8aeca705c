/** A temporary message in the corner. */
export interface ToastMessage {
  title: string;
  text?: string;
  /** "warning" is for what was done in part. */
  tone?: "positive" | "warning" | "negative";
  action?: { label: string; onSelect: () => void };
}
