import { Monitor, Moon, Sun } from "lucide-react";

/** The themes that a person can choose. */
export const themes = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "System", Icon: Monitor },
] as const;
