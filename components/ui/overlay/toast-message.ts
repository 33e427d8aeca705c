/** A temporary message in the corner. */
export interface ToastMessage {
  title: string;
  text?: string;
  tone?: "positive" | "negative";
  action?: { label: string; onSelect: () => void };
}
