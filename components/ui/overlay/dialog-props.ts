import type { ReactElement, ReactNode } from "react";

export interface DialogProps {
  title: string;
  /** One sentence that says what will happen and names what it affects. */
  text: ReactNode;
  /** The verb. It is the same as on the button that opened the dialog. */
  verb: string;
  action: (form: FormData) => void | Promise<void>;
  tone?: "danger" | undefined;
  /** The error of the last attempt. Pass the action's result as `attempt`, so that the same error
   *  is announced again. */
  error?: string | undefined;
  attempt?: unknown;
  /** Whether it can be confirmed already. By default, it can. */
  isReady?: boolean | undefined;
  /** Further fields. */
  children?: ReactNode;
  /** The button that opens it. Leave it out to control the dialog with `open`,
   *  for example from a menu. */
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
