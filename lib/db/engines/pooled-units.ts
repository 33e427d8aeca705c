import pg from "pg";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { currentScope, type Scope } from "../scope.ts";
import { type Answer, ask, type Query } from "./ask-postgresql.ts";
import { isAway, UnknownOutcomeError } from "./database-error.ts";
import { lateError, withinTimeLimit } from "./units.ts";

/** The transaction of a unit of work: its connection, and whether it has begun. */
interface Running {
  readonly client: pg.PoolClient;
  readonly begun: Promise<unknown>;
}

/** Runs units of work over a pool of PostgreSQL connections. Each begins with the role and the
 *  account of its scope. */
export class PooledUnits {
  readonly pool: pg.Pool;
  readonly #take: () => Promise<pg.PoolClient>;
  readonly #behindPooler: boolean;
  readonly #running = new WeakMap<object, Running>();

  constructor(url: string, poolSize: number, behindPooler: boolean) {
    // With pipelining, statements that need not wait for each other's answers share a round trip.
    const config = { connectionString: url, max: poolSize, connectionTimeoutMillis: 2_000, pipeline: true };
    this.pool = new pg.Pool(behindPooler ? config : { ...config, ...limits, options: `-c ${noWorkers}=0` });
    // The pool removes a connection that breaks while idle. Nothing else needs to happen.
    this.pool.on("error", ignore);
    this.#take = this.pool.connect.bind(this.pool) as () => Promise<pg.PoolClient>;
    this.#behindPooler = behindPooler;
  }

  /** Sends a statement in the transaction of its unit of work, or alone when the unit only
   *  reads. */
  async send(query: Query): Promise<Answer> {
    const scope = currentScope();
    const own = this.#running.get(scope.unit);
    if (!own && !scope.writes) return this.#readAlone(scope, query);
    if (!own) throw lateError();
    // Only a read may be sent before the transaction is known to have begun.
    if (!/^\s*SELECT\b/i.test(query.text)) await own.begun;
    return (await Promise.all([ask(own.client, query), own.begun]))[0];
  }

  /** Runs work in one transaction. Throws BUSY when it takes too long, and UnknownOutcomeError
   *  when nobody knows whether it was committed. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const scope = currentScope();
    const client = await this.#lend();
    const begun = this.#begin(client, scope);
    begun.catch(ignore);
    this.#running.set(scope.unit, { client, begun });
    let isBroken = false;
    try {
      const answer = await withinTimeLimit(work);
      await begun;
      this.#running.delete(scope.unit);
      const { command } = await ask(client, { text: "COMMIT" }).catch(rejectedCommit);
      if (command !== "COMMIT")
        throw new Error("The transaction could not commit: a statement in it had failed");
      return answer;
    } catch (error) {
      isBroken = isAway(error) || error instanceof UnknownOutcomeError;
      if (this.#running.delete(scope.unit)) await ask(client, { text: "ROLLBACK" }).catch(ignore);
      throw error;
    } finally {
      giveBack(client, isBroken);
    }
  }

  async #readAlone(scope: Scope, query: Query): Promise<Answer> {
    const client = await this.#lend();
    let isBroken = false;
    try {
      const { stream } = client.connection;
      // Written one by one, each of the three would be a system call and wake the server.
      stream.cork();
      const begun = this.#begin(client, scope);
      const answer = ask(client, query);
      ask(client, { text: "COMMIT" }).catch(ignore);
      stream.uncork();
      return (await Promise.all([begun, answer]))[1];
    } catch (error) {
      isBroken = isAway(error);
      throw error;
    } finally {
      giveBack(client, isBroken);
    }
  }

  #begin(client: pg.PoolClient, scope: Scope): Promise<Answer> {
    return ask(client, { text: beginIn(scope, this.#behindPooler) });
  }

  // While a connection is checked out, nobody else listens for its errors. An unhandled error would
  // end the process.
  async #lend(): Promise<pg.PoolClient> {
    return (await outsideRequests(this.#take)).on("error", ignore);
  }
}

const ignore = () => {};

// A broken connection ends here. The pool itself learns of it a moment later, and could give it to
// the next who asks; its last error still needs a listener.
function giveBack(client: pg.PoolClient, isBroken: boolean): void {
  if (!isBroken) client.removeListener("error", ignore);
  // Releasing can also start a timer, or a connection for somebody who waits.
  outsideRequests(() => client.release(isBroken));
}

const limits = {
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
};
// Else PostgreSQL starts two processes for a scan that it estimates to be long, even for one that
// finds out at once that there is nothing to read. That takes longer than a page.
const noWorkers = "max_parallel_workers_per_gather";
// For poolers, which do not accept these settings at the start of a connection.
const limitsInSql = Object.entries({ ...limits, [noWorkers]: 0 })
  .map(([name, value]) => `; SET LOCAL ${name} = ${value}`)
  .join("");

// A message without parameters. The account is a whole number, and the rest is constant.
function beginIn({ tenant, writes }: Scope, behindPooler: boolean): string {
  const [account, role] =
    tenant === "across" ? ["", "portal_system"] : [Math.trunc(tenant.accountId), "portal_app"];
  const begin = `${writes ? "BEGIN" : "BEGIN READ ONLY"}; SET LOCAL app.account_id = '${account}'; SET LOCAL ROLE ${role}`;
  return behindPooler ? begin + limitsInSql : begin;
}

// When the server itself refuses, the COMMIT failed. When the connection broke, the
// COMMIT may have succeeded.
function rejectedCommit(error: { code?: string; severity?: string }): never {
  if (error.severity !== undefined && !/^(08|57P)/.test(error.code ?? "")) throw error;
  throw new UnknownOutcomeError("COMMIT was not answered", { cause: error });
}
