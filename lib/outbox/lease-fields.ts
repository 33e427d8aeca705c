import { z } from "zod";

/** The operation that an outcome belongs to, and the worker that holds it. */
export const leaseFields = { operationId: z.int(), owner: z.string() };
