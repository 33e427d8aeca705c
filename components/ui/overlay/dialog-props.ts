import type { ReactElement, ReactNode } from "react";

/** What a dialog shows and does. */
export interface DialogProps {
  title: string;
  /** One sentence on what will happen, with the names in it. */
  text: ReactNode;
  /** The verb, the same as on the button that opened it. */
  verb: string;
  action: (form: FormData) => void | Promise<void>;
  tone?: "danger" | undefined;
  /** What went wrong with the last attempt; pass the action's result as `attempt` so that the same words twice are news. */
  error?: string | undefined;
  attempt?: unknown;
  /** Further fields. */
  children?: ReactNode;
  /** The button that opens it; leave it out and steer with `open`, for instance from a menu. */
  trigger?: ReactElement<TriggerProps>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

interface TriggerProps {
  "aria-haspopup"?: "dialog";
  "aria-expanded"?: boolean;
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
}
