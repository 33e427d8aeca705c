import { findPlatform } from "@/lib/auth/find-platform.ts";
import { AppError } from "@/lib/errors.ts";

/** Whether businesses can sign themselves up now. */
export const isSignUpOpen = async (): Promise<boolean> => (await findPlatform())?.signUp === "open";

/** The platform where businesses can sign themselves up. Throws NOT_FOUND while it is closed. */
export async function requireOpenPlatform(): Promise<{ readonly id: number }> {
  const platform = await findPlatform();
  if (platform?.signUp !== "open") throw new AppError("NOT_FOUND");
  return platform;
}
