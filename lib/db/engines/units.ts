import { AppError } from "@/lib/errors.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

const maxMillisecondsToRun = 30_000;
const maxMillisecondsToWait = 10_000;

/** Waits for a writing unit of work, but not forever, because it blocks others. Throws BUSY on
 *  timeout. */
export const withinTimeLimit = <T>(work: () => Promise<T>): Promise<T> =>
  orBusy(work(), maxMillisecondsToRun);

/** Queues writing units of work: they run one after the other, in the order of their arrival. The
 *  returned function waits for a turn and resolves to the end of that turn. Throws BUSY on
 *  timeout. */
export function turns(): () => Promise<() => void> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let end = () => {};
    last = outsideRequests(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    try {
      await orBusy(before, maxMillisecondsToWait);
      return end;
    } catch (error) {
      void before.then(end);
      throw error;
    }
  };
}

async function orBusy<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("BUSY")), milliseconds);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** The error for SQL of a unit of work that is over. It timed out and lost the connection, and
 *  somebody else may have it by now. */
export const lateError = () => new Error("Plain SQL ran outside of its transaction");

const savepoints: Readonly<Record<string, string>> = {
  BEGIN: "SAVEPOINT part",
  COMMIT: "RELEASE SAVEPOINT part",
  ROLLBACK: "ROLLBACK TO SAVEPOINT part",
};

/** The statement to run for one of Prisma's. The transactions that Prisma begins by itself, for
 *  some calls, become savepoints of the running one. */
export const asSavepoint = (sql: string): string => savepoints[sql] ?? sql;
