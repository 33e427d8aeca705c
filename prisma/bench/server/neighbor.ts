import type autocannon from "autocannon";
import { build } from "../../../lib/setup/build.mjs";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { type Latency, latency } from "../measure.ts";
import type { OpenedPage } from "./page-list.ts";
import { answered, onServer, type ProductionServer, underRequests } from "./production-server.ts";

/** The list of cards of one business: alone, and while twenty clients of another business open
 *  pages, search, export, check files and choose cards for a bulk job, four of them each. */
export interface NeighborFigure {
  readonly alone: Latency;
  readonly beside: Latency;
  /** Answers to the other business, and those of them that told it to wait. */
  readonly answered: number;
  readonly refused: number;
}

export const neighborTarget = 2;
const cards = 20_000;
const seconds = 15;
const list: OpenedPage = { name: "cards", route: "/cards", as: "neighbor", path: "/cards" };

/** Measures how much one business at its worst slows another one. */
export function measureNeighbor(engine: Engine): Promise<NeighborFigure> {
  build();
  console.log(`${engine}: a neighbor at its worst …`);
  return onServer(engine, { cards }, async (server) => {
    const open = () => answered(server, list);
    const alone = await latency(open, { calls: 200, seconds, warmUp: 50 });
    const load = Promise.all(
      worst(server).map((request) => underRequests(server, [request], { seconds, clients: 4 })),
    );
    const beside = await latency(open, { calls: 10_000, seconds: seconds - 2, warmUp: 5 });
    const results = await load;
    return {
      alone,
      beside,
      answered: results.reduce((sum, { requests }) => sum + requests.total, 0),
      refused: results.reduce((sum, { statusCodeStats }) => sum + (statusCodeStats?.["429"]?.count ?? 0), 0),
    };
  });
}

function worst({ cookies: { owner: Cookie } }: ProductionServer): autocannon.Request[] {
  const json = { Cookie, "Content-Type": "application/json" };
  const rows = Array.from({ length: 2_000 }, (_, n) => `nobody-${n}@nowhere.example,Debit,Virtual,Row ${n}`);
  return [
    { method: "GET", path: "/cards?search=travel&sort=-lastUsed", headers: { Cookie } },
    { method: "GET", path: "/api/cards?search=memo&pageSize=100", headers: { Cookie } },
    { method: "POST", path: "/api/cards/export", headers: json },
    {
      method: "POST",
      path: "/api/cards/issue-by-csv/check",
      headers: { Cookie, "Content-Type": "text/csv" },
      body: ["Holder email,Card type,Form,Memo", ...rows].join("\n"),
    },
    {
      method: "POST",
      path: "/api/bulk-jobs/check",
      headers: json,
      body: JSON.stringify({ verb: "card.freeze", cards: { query: "status=active&search=travel" } }),
    },
  ];
}
