import { AppError } from "@/lib/errors.ts";
import { env } from "@/lib/process/env.ts";

/** Whether the issuer moves no real money, so that purchases can be simulated. */
export const isSandbox = (): boolean => env().LITHIC_ENVIRONMENT !== "production";

/** Throws NOT_FOUND in production, where there is no sandbox. */
export function requireSandbox(): void {
  if (!isSandbox()) throw new AppError("NOT_FOUND");
}
