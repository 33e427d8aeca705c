import { AppError } from "@/lib/errors";
import { problem } from "@/lib/http/route-handler";

/** Answers unknown addresses of the API. */
export function GET(): Response {
  return problem(new AppError("NOT_FOUND"));
}
