import { AppError } from "@/lib/errors";
import { problem } from "@/lib/http/route-handler";

/** An address of the API that there is not. */
export function GET(): Response {
  return problem(new AppError("NOT_FOUND"));
}
