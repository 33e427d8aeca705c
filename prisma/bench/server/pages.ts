import { gzipSync } from "node:zlib";
import { build } from "../../../lib/setup/build.mjs";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { type Latency, latency } from "../measure.ts";
import { type ExportFigure, measureExport } from "./export.ts";
import type { OpenedPage } from "./page-list.ts";
import { answered, base, onServer, type ProductionServer, underLoad } from "./production-server.ts";

/** How long a page took, from the request to the last byte, over loopback and with one client. */
export interface PageFigure {
  readonly cards: number;
  readonly page: string;
  readonly took: Latency;
}

/** The figures of the production server with a business of this many cards. */
export interface PageFigures {
  readonly pages: readonly PageFigure[];
  /** Answers per second to twenty clients: the list of the largest business, and a page without
   *  database data. */
  readonly listPerSecond: number;
  readonly emptyPerSecond: number;
  readonly exported: ExportFigure | undefined;
  /** Compressed bytes of the scripts that a modern browser loads for the list. */
  readonly scriptBytes: number;
}

const listOfCards = "/cards";
const emptyPage = "/shortcuts";
// People open the list of cards most, and it grows most. Its searches stay below what one person
// may ask for in a minute.
const callsOf = ({ route }: OpenedPage) => (route === listOfCards ? 200 : 100);

/** Measures every page on the production build, with all the cards in one business. */
export async function measurePages(engine: Engine, sizes: readonly number[]): Promise<PageFigures> {
  build();
  const figures: PageFigure[] = [];
  let last: Omit<PageFigures, "pages"> = {
    listPerSecond: 0,
    emptyPerSecond: 0,
    exported: undefined,
    scriptBytes: 0,
  };
  for (const cards of sizes) {
    console.log(`${engine}: pages over ${cards.toLocaleString("en")} cards in one business …`);
    await onServer(engine, { cards }, async (server) => {
      // Otherwise the first measured page would include the warm-up of the server.
      for (let round = 0; round < 15; round++) for (const page of server.pages) await answered(server, page);
      for (const page of server.pages) {
        const limits = { calls: callsOf(page), seconds: 10, warmUp: 10 };
        figures.push({ cards, page: page.name, took: await latency(() => answered(server, page), limits) });
      }
      if (cards === sizes.at(-1)) last = await measureLast(server);
    });
  }
  return { pages: figures, ...last };
}

async function measureLast(server: ProductionServer): Promise<Omit<PageFigures, "pages">> {
  const [list, empty] = [listOfCards, emptyPage].map((path) =>
    server.pages.find((page) => page.path === path && page.as === "owner"),
  );
  if (!list || !empty) throw new Error("The list of pages lacks the list of cards or the empty page");
  const cookie = server.cookies.owner;
  const serverId = server.process.pid ?? 0;
  return {
    listPerSecond: await perSecond(server, list),
    emptyPerSecond: await perSecond(server, empty),
    exported: await measureExport({ base, cookie, serverId, ask: () => answered(server, empty) }),
    scriptBytes: await scriptBytes(listOfCards, cookie),
  };
}

async function perSecond(server: ProductionServer, page: OpenedPage): Promise<number> {
  const { requests, non2xx } = await underLoad(server, [page], 10);
  if (non2xx > 0) throw new Error(`${page.path}: ${non2xx} answers were not 200`);
  return requests.average;
}

async function fetched(path: string, cookie: string): Promise<string> {
  const answer = await fetch(base + path, { headers: { Cookie: cookie } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return text;
}

async function scriptBytes(path: string, cookie: string): Promise<number> {
  const page = (await fetched(path, cookie)).replace(/<script[^>]*\bnomodule\b[^>]*>/gi, "");
  const scripts = new Set(page.match(/\/_next\/static\/[\w./~-]+\.js/g) ?? []);
  const sizes = await Promise.all(
    [...scripts].map(async (script) => gzipSync(await (await fetch(base + script)).arrayBuffer()).byteLength),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
