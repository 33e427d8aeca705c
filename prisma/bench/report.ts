import { availableParallelism } from "node:os";
import type { Engine } from "../migrate/custom-ddl.ts";
import type { AuditFigure } from "./audit.ts";
import type { BulkFigure } from "./bulk.ts";
import type { CommandFigure } from "./commands.ts";
import type { EncryptionFigure } from "./encryption.ts";
import type { FloorFigure } from "./floor.ts";
import type { HostileFilesFigure } from "./hostile-files.ts";
import type { Latency } from "./measure.ts";
import type { QueryFigure } from "./queries.ts";
import type { ExportFigure } from "./server/export.ts";
import { type NeighborFigure, neighborTarget } from "./server/neighbor.ts";
import type { PageFigures } from "./server/pages.ts";
import { type SignInFigures, signInTargets } from "./server/sign-in.ts";
import { faultsOf, type SoakFigure, soakTargets } from "./server/soak.ts";

/** All measurements on one engine. */
export interface EngineFigures {
  readonly engine: Engine;
  readonly version: string;
  readonly queries: readonly QueryFigure[];
  /** The time of the driver alone, by number of cards. */
  readonly floor: Readonly<Record<number, FloorFigure>>;
  /** Seeded rows per second, by number of cards. */
  readonly seeding: Readonly<Record<number, number>>;
  readonly commands?: CommandFigure;
  readonly audit?: AuditFigure;
  readonly pages?: PageFigures;
  readonly neighbor?: NeighborFigure;
  readonly signIn?: SignInFigures;
  readonly bulk?: BulkFigure;
  readonly soak?: SoakFigure;
}

const titles: Record<Engine, string> = { sqlite: "SQLite", postgresql: "PostgreSQL" };
const targets = {
  sqlite: { p95: 1, pageP95: 25, oneAccount: 1_000, allAccounts: 1_000, seeding: 20_000 },
  postgresql: { p95: 2, pageP95: 35, oneAccount: 300, allAccounts: 800, seeding: undefined },
} as const;
const auditTarget = 100_000;
const cardsPerSecond = 15;
const bulkOverBound = 1.1;
const hostileFilesTargets = { milliseconds: 1_000, megabytes: 50 } as const;
const exportTargets = { rate: 50_000, megabytes: 100, slowdown: 2 } as const;
const growthTarget = 1.5;
const pageTargets = { growth: 1.3, shareOfEmpty: 0.5, scriptKilobytes: 230 };

/** The page docs/benchmarks.md. When no engine was measured, it says so. */
export function report(
  engines: readonly EngineFigures[],
  missing: readonly Engine[],
  disk: Latency,
  encryption: EncryptionFigure | undefined,
): string {
  const parts = [
    "# Benchmarks",
    "Written by `npm run bench`; run it again instead of editing. The portal's own functions are called, one after the other in one process, on data\nmade by `npm run db:seed`: ten businesses that share the cards, a person for every four cards. Milliseconds unless another unit is given.",
    `Measured ${new Date().toISOString().slice(0, 10)} on ${availableParallelism()} CPUs with Node ${process.versions.node}${engines.map(({ engine, version }) => `, ${titles[engine]} ${version}`).join("")}.`,
    `The disk takes ${ms(disk.p50)} ms (p95 ${ms(disk.p95)}) to make one small write safe. Every command waits for that, and on SQLite one after the other.`,
    ...missing.map((engine) => `${titles[engine]} was not measured: no server answered.`),
    ...engines.flatMap(engineReport),
    ...(encryption ? [encryptionReport(encryption)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function engineReport(figures: EngineFigures): string[] {
  const sizes = [...new Set(figures.queries.map(({ cards }) => cards))];
  const rates = rateRows(figures);
  return [
    `## ${titles[figures.engine]}`,
    ...(sizes.length
      ? [queryTable(figures, sizes), floorTable(figures, sizes), withoutTable(figures, sizes)]
      : []),
    ...(rates.length ? [table(["", "measured", "target", ""], rates)] : []),
    ...(figures.bulk ? [bulkReport(figures.bulk)] : []),
    ...(figures.pages ? pageReport(figures.engine, figures.pages) : []),
    ...(figures.neighbor ? [neighborReport(figures.neighbor)] : []),
    ...(figures.signIn ? signInReport(figures.signIn) : []),
    ...(figures.soak ? [soakReport(figures.soak)] : []),
  ];
}

function pageReport(
  engine: Engine,
  { pages, listPerSecond, emptyPerSecond, exported, scriptBytes }: PageFigures,
): string[] {
  const target = targets[engine].pageP95;
  const sizes = [...new Set(pages.map(({ cards }) => cards))];
  const rows = [...new Set(pages.map(({ page }) => page))].map((page) => {
    const at = (cards = 0) => pages.find((figure) => figure.page === page && figure.cards === cards)?.took;
    const [first, last] = [at(sizes[0]), at(sizes.at(-1))];
    const growth = (last?.p50 ?? 0) / (first?.p50 ?? 1);
    const measured = sizes.map((cards) => `${ms(at(cards)?.p50)} / ${ms(at(cards)?.p95)}`);
    return [
      page,
      ...measured,
      met((last?.p95 ?? 0) <= target),
      `${growth.toFixed(2)}×`,
      met(growth <= pageTargets.growth),
    ];
  });
  const head = [
    "p50 / p95 of",
    ...sizes.map(cardsOf),
    `p95 at most ${target} ms`,
    "growth of p50",
    `at most ${pageTargets.growth}×`,
  ];
  const share = listPerSecond / emptyPerSecond;
  const kilobytes = scriptBytes / 1000;
  return [
    `The pages as people get them: the production server over loopback, all cards in one business, one client.\n\n${table(head, rows)}`,
    table(
      ["", "measured", "target", ""],
      [
        [`the list to twenty clients, ${cardsOf(sizes.at(-1) ?? 0)}`, `${whole(listPerSecond)}/s`, "", ""],
        ["a page that reads only who is signed in, to twenty clients", `${whole(emptyPerSecond)}/s`, "", ""],
        [
          "the one as a share of the other",
          share.toFixed(2),
          `${pageTargets.shareOfEmpty}`,
          met(share >= pageTargets.shareOfEmpty),
        ],
        [
          "scripts of the list, compressed",
          `${whole(kilobytes)} KB`,
          `${pageTargets.scriptKilobytes} KB`,
          met(kilobytes <= pageTargets.scriptKilobytes),
        ],
        ...(exported ? exportRows(exported) : []),
      ],
    ),
  ];
}

function neighborReport({ alone, beside, answered, refused }: NeighborFigure): string {
  const slowdown = beside.p95 / alone.p95;
  return `Two businesses: twenty clients of one open pages, search, export, check files and choose cards for bulk jobs, which got ${whole(answered)} answers (${whole(refused)} of them to wait).\n\n${table(
    ["p50 / p95 of the other's list of cards", "measured", "target", ""],
    [
      ["alone", `${ms(alone.p50)} / ${ms(alone.p95)}`, "", ""],
      ["meanwhile", `${ms(beside.p50)} / ${ms(beside.p95)}`, "", ""],
      [
        "p95 meanwhile, against alone",
        `${slowdown.toFixed(1)}×`,
        `${neighborTarget}×`,
        met(slowdown <= neighborTarget),
      ],
    ],
  )}`;
}

function signInReport({ telling, flood }: SignInFigures): string[] {
  const { telling: apart, slowdown: most, stall } = signInTargets;
  const slowdown = flood.during.p95 / flood.alone.p95;
  return [
    `What the time of an answer tells a stranger, medians of 200 (invitations 50):\n\n${table(
      ["", "a person's address", "nobody's address", `at most ${apart} ms apart`],
      telling.map(({ question, underLoad, known, unknown }) => [
        `${question}${underLoad ? ", under load" : ""}`,
        `${ms(known)} ms`,
        `${ms(unknown)} ms`,
        met(Math.abs(known - unknown) <= apart),
      ]),
    )}`,
    `A flood of ${whole(flood.sent)} wrong passwords, twenty a second from as many networks:\n\n${table(
      ["", "measured", "target", ""],
      [
        ["a list of cards alone, p50 / p95", `${ms(flood.alone.p50)} / ${ms(flood.alone.p95)}`, "", ""],
        ["meanwhile", `${ms(flood.during.p50)} / ${ms(flood.during.p95)}`, "", ""],
        ["p95 meanwhile, against alone", `${slowdown.toFixed(1)}×`, `${most}×`, met(slowdown <= most)],
        [
          "the longest stall of the event loop",
          `${whole(flood.longestStall)} ms`,
          `${stall} ms`,
          met(flood.longestStall <= stall),
        ],
        ["right passwords that got in", `${flood.letIn} of ${flood.tried}`, "", ""],
      ],
    )}`,
  ];
}

function soakReport(figure: SoakFigure): string {
  const { requests, seconds, failedAnswers, isAlive, heapAtFirst, heapAtEnd, resident } = figure;
  const growth = heapAtEnd / heapAtFirst;
  const { heapGrowth, residentMegabytes } = soakTargets;
  const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MiB`;
  return `The soak: twenty clients open every page in turn, the server has a heap of 256 MB. ${
    faultsOf(figure).join(" ") || "It held."
  }\n\n${table(
    ["", "measured", "target", ""],
    [
      [`requests in ${seconds} s`, whole(requests), "", ""],
      ["alive at the end", isAlive ? "yes" : "no", "yes", met(isAlive)],
      ["answers other than 200", whole(failedAnswers), "0", met(failedAnswers === 0)],
      ["heap after a collection, after 10 s", megabytes(heapAtFirst), "", ""],
      ["heap after a collection, at the end", megabytes(heapAtEnd), "", ""],
      ["growth of the heap", `${growth.toFixed(2)}×`, `${heapGrowth}×`, met(growth <= heapGrowth)],
      [
        "resident at the end",
        megabytes(resident),
        `${residentMegabytes} MiB`,
        met(resident <= residentMegabytes * 2 ** 20),
      ],
      ["lists of cards to twenty clients afterwards", `${whole(figure.listsPerSecond)}/s`, "", ""],
    ],
  )}`;
}

function exportRows({
  rows,
  rowsPerSecond,
  grownMegabytes = Number.NaN,
  slowdown,
}: ExportFigure): string[][] {
  const { rate, megabytes, slowdown: most } = exportTargets;
  return [
    [
      `${whole(rows)} cards exported as CSV`,
      `${whole(rowsPerSecond)} rows/s`,
      `${whole(rate)} rows/s`,
      met(rowsPerSecond >= rate),
    ],
    [
      "memory of the server meanwhile, more than before",
      `${whole(grownMegabytes)} MB`,
      `${megabytes} MB`,
      met(grownMegabytes <= megabytes),
    ],
    [
      "another page meanwhile, against the same alone",
      `${slowdown.toFixed(1)}×`,
      `${most}×`,
      met(slowdown <= most),
    ],
  ];
}

function bulkReport({
  cards,
  issueSeconds,
  freezeSeconds,
  ownMilliseconds,
  hostileFiles,
}: BulkFigure): string {
  const bound = Math.ceil(cards / cardsPerSecond);
  const most = bound * bulkOverBound;
  const row = (what: string, seconds: number) => [
    what,
    `${seconds.toFixed(1)} s`,
    `${most.toFixed(1)} s`,
    met(seconds <= most),
  ];
  return [
    `Many cards at the rate that Lithic grants in production, ${cardsPerSecond} a second, which alone takes ${bound} s for ${cards}:\n`,
    table(
      ["", "measured", "target", ""],
      [
        row(`${cards} cards issued by a bulk job`, issueSeconds),
        row(`${cards} cards frozen by a bulk job`, freezeSeconds),
        [
          "one card frozen or unfrozen by a person meanwhile, the longest of eight",
          `${(ownMilliseconds / 1_000).toFixed(2)} s`,
          "none",
          "",
        ],
        ...hostileFilesRows(hostileFiles),
      ],
    ),
  ].join("\n");
}

function hostileFilesRows({
  files,
  slowest: { name, milliseconds },
  grownMegabytes,
}: HostileFilesFigure): string[][] {
  const { milliseconds: longest, megabytes } = hostileFilesTargets;
  return [
    [
      `the slowest of ${files} hostile files refused or reported: ${name}`,
      `${whole(milliseconds)} ms`,
      `${whole(longest)} ms`,
      met(milliseconds <= longest),
    ],
    [
      "memory after one of them, more than before, at most",
      `${whole(grownMegabytes)} MB`,
      `${megabytes} MB`,
      met(grownMegabytes <= megabytes),
    ],
  ];
}

function queryTable({ engine, queries }: EngineFigures, sizes: readonly number[]): string {
  const target = targets[engine].p95;
  const largest = sizes.at(-1) ?? 0;
  const rows = [...new Set(queries.map(({ query }) => query))].map((query) => {
    const at = (cards: number) =>
      queries.find((figure) => figure.query === query && figure.cards === cards)?.withIndexes;
    const growth = (at(largest)?.p50 ?? 0) / (at(sizes[0] ?? 0)?.p50 ?? 1);
    const measured = sizes.map((cards) => `${ms(at(cards)?.p50)} / ${ms(at(cards)?.p95)}`);
    return [
      query,
      ...measured,
      met((at(largest)?.p95 ?? 0) <= target),
      `${growth.toFixed(2)}×`,
      met(growth <= growthTarget),
    ];
  });
  const head = [
    "p50 / p95 of",
    ...sizes.map(cardsOf),
    `p95 at most ${target} ms`,
    "growth of p50",
    `at most ${growthTarget}×`,
  ];
  return `With the indexes:\n\n${table(head, rows)}`;
}

function floorTable({ floor }: EngineFigures, sizes: readonly number[]): string {
  const row = (what: string, part: keyof FloorFigure) => [
    what,
    ...sizes.map((cards) => `${ms(floor[cards]?.[part].p50)} / ${ms(floor[cards]?.[part].p95)}`),
  ];
  const rows = [
    row("a row by its id", "row"),
    row("a page of fifty cards", "page"),
    row("a transaction that changes one row", "transaction"),
  ];
  return `What the driver alone takes at the same time, on one connection without roles, scopes or audit:\n\n${table(["p50 / p95 of", ...sizes.map(cardsOf)], rows)}`;
}

function withoutTable({ queries }: EngineFigures, sizes: readonly number[]): string {
  const rows = [...new Set(queries.map(({ query }) => query))].map((query) => [
    query,
    ...sizes.map((cards) => {
      const figure = queries.find((candidate) => candidate.query === query && candidate.cards === cards);
      const ratio = (figure?.without.p50 ?? 0) / (figure?.withIndexes.p50 ?? 1);
      return `${ms(figure?.without.p50)} / ${ms(figure?.without.p95)} (${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString("en")}×)`;
    }),
  ]);
  return `With the indexes dropped, all but primary keys and those that foreign keys need; in brackets, how many times slower at p50:\n\n${table(["p50 / p95 of", ...sizes.map(cardsOf)], rows)}`;
}

function rateRows({ engine, seeding, commands, audit }: EngineFigures): string[][] {
  const { oneAccount, allAccounts, seeding: seedingTarget } = targets[engine];
  const row = (what: string, rate: number, target: number | undefined) => [
    what,
    `${whole(rate)}/s`,
    target ? `${whole(target)}/s` : "none",
    target ? met(rate >= target) : "",
  ];
  return [
    ...(commands
      ? [row("commands with their audit rows, one account, ten callers", commands.oneAccount, oneAccount)]
      : []),
    ...(commands
      ? [
          row(
            "commands with their audit rows, fifty accounts, ten callers",
            commands.allAccounts,
            allAccounts,
          ),
        ]
      : []),
    ...(audit
      ? [row(`audit rows verified, on a chain of ${whole(audit.rows)}`, audit.perSecond, auditTarget)]
      : []),
    ...Object.entries(seeding).map(([cards, rate]) =>
      row(`rows seeded, indexes included, ${cardsOf(Number(cards))}`, rate, seedingTarget),
    ),
  ];
}

function encryptionReport({ seal, open, blindIndex }: EncryptionFigure): string {
  const rows = [
    ["seal", `${seal.toFixed(1)} µs`],
    ["open", `${open.toFixed(1)} µs`],
    ["blind index", `${blindIndex.toFixed(1)} µs`],
  ];
  return `## Encryption\n\nOf one field, a token of 36 characters:\n\n${table(["", "a call"], rows)}`;
}

const ms = (value = 0) => (value < 100 ? value.toFixed(2) : value.toFixed(0));
const whole = (value: number) => Math.round(value).toLocaleString("en");
const met = (isMet: boolean) => (isMet ? "met" : "missed");
const cardsOf = (cards: number) => `${whole(cards)} cards`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
