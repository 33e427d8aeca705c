import { z } from "zod";

/** Which operation an outcome is of, and who has it. */
export const leaseFields = { operationId: z.int(), owner: z.string() };
