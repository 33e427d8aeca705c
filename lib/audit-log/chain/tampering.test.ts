import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { env } from "@/lib/process/env.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { chainedFields, linkOf } from "./chain.ts";
import { readCheckpointFile, writeCheckpoints } from "./checkpoint.ts";
import { type Break, verifyChains } from "./verify-chains.ts";

// Acts as the database's owner: no trigger, privilege or foreign key prevents a change. Only the
// keys are elsewhere.
let administrator: RawDatabase;
let business: TestBusiness;
let other: TestBusiness;
let rows: number;

beforeAll(async () => {
  business = await testBusiness();
  other = await testBusiness();
  for (let round = 0; round < 12; round++)
    await renameAccount(business.owner, { businessName: `Name ${round}` });
  await createUser(business.owner, { givenName: "Zoë", email: "zoe@x.example", role: "user" });
  await renameAccount(business.admin, { businessName: "No" }).catch(() => {});
  await writeCheckpoints(new Date(), { all: true });
  for (let round = 0; round < 4; round++)
    await renameAccount(business.owner, { businessName: `Later ${round}` });
  administrator = await rawTestDatabase({ asLogin: true });
  rows = await lengthOf(business.accountId);
});
afterAll(() => administrator.close());

const lengthOf = async (accountId: number) =>
  Number(
    (await administrator.rows("SELECT count(*) FROM audit_logs WHERE account_id = ?", [accountId]))[0]?.[0],
  );

class Undo extends Error {}

/** The breaks that verifying finds after a change by the database's owner. The change is rolled
 *  back afterwards. */
async function verdictAfter(tamper: () => Promise<unknown>): Promise<readonly Break[]> {
  let breaks: readonly Break[] = [];
  await administrator
    .transaction(async () => {
      for (const sql of disableGuards) await administrator.run(sql);
      await tamper();
      ({ breaks } = await verifyChains(administrator));
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return breaks;
}

const sqliteGuards = [
  "audit_logs_no_update",
  "audit_logs_no_delete",
  "audit_logs_continue_chain",
  "audit_logs_move_head",
  "audit_heads_only_forward",
  "audit_heads_no_delete",
];
const disableGuards =
  testEngine === "postgresql"
    ? [
        "SET LOCAL session_replication_role = replica",
        ...checksOf().map((name) => `ALTER TABLE audit_logs DROP CONSTRAINT "${name}"`),
      ]
    : [
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA defer_foreign_keys = ON",
        ...sqliteGuards.map((trigger) => `DROP TRIGGER "${trigger}"`),
      ];

function checksOf(): string[] {
  return Object.values(schemaMap.AuditLog.fields).flatMap((field) =>
    "words" in field || "length" in field || "check" in field ? [`chk_audit_logs_${field.column}`] : [],
  );
}

const columnOf = (field: string) =>
  schemaMap.AuditLog.fields[field as keyof typeof schemaMap.AuditLog.fields];

function otherValue(field: string): string {
  const { type, column } = columnOf(field);
  if ("words" in columnOf(field))
    return `CASE ${column} WHEN 'user' THEN 'system' WHEN 'done' THEN 'refused' WHEN 'owner' THEN 'admin' ELSE 'user' END`;
  if (type === "Int") return `COALESCE(${column}, 0) + 1000`;
  if (type === "DateTime") return `'2026-01-02 03:04:05.678${testEngine === "sqlite" ? "+00:00" : ""}'`;
  return `COALESCE(${column}, '') || 'x'`;
}

describe("an audit chain", () => {
  it("is whole when nobody touched it", async () => {
    const verdict = await verifyChains(administrator);
    expect(verdict.breaks).toEqual([]);
    expect(verdict.rows).toBe(rows + (await lengthOf(other.accountId)));
    expect(verdict.checkpoints).toBeGreaterThan(0);
  });

  const places = ["first", "middle", "last"] as const;
  const seqAt = (place: (typeof places)[number]) =>
    ({ first: 1, middle: Math.ceil(rows / 2), last: rows })[place];

  it.each([...chainedFields, "hash"].flatMap((field) => places.map((place) => [field, place] as const)))(
    "shows that %s of the %s row was changed",
    async (field, place) => {
      const seq = seqAt(place);
      const change = `UPDATE audit_logs SET ${columnOf(field).column} = ${otherValue(field)} WHERE account_id = ? AND seq = ?`;
      const breaks = await verdictAfter(() => administrator.run(change, [business.accountId, seq]));
      // A row moved to another account or place is missing from its own; a forged hash is found
      // there too.
      expect(breaks).toContainEqual({ accountId: business.accountId, seq, problem: expect.any(String) });
      expect(breaks.filter(({ accountId }) => accountId === business.accountId)).toHaveLength(1);
    },
  );

  it.each(places)("shows that the %s row was deleted", async (place) => {
    const seq = seqAt(place);
    const breaks = await verdictAfter(() =>
      administrator.run("DELETE FROM audit_logs WHERE account_id = ? AND seq = ?", [business.accountId, seq]),
    );
    expect(breaks).toEqual([{ accountId: business.accountId, seq, problem: expect.any(String) }]);
  });

  it("shows that two rows were swapped", async () => {
    const breaks = await verdictAfter(async () => {
      await administrator.run("UPDATE audit_logs SET seq = 1000000 WHERE account_id = ? AND seq = 5", [
        business.accountId,
      ]);
      await administrator.run("UPDATE audit_logs SET seq = 5 WHERE account_id = ? AND seq = 7", [
        business.accountId,
      ]);
      await administrator.run("UPDATE audit_logs SET seq = 7 WHERE account_id = ? AND seq = 1000000", [
        business.accountId,
      ]);
    });
    expect(breaks).toEqual([{ accountId: business.accountId, seq: 5, problem: expect.any(String) }]);
  });

  it("shows that a row was put in between", async () => {
    const breaks = await verdictAfter(async () => {
      await administrator.run("UPDATE audit_logs SET seq = seq + 1000000 WHERE account_id = ? AND seq > 6", [
        business.accountId,
      ]);
      await administrator.run("UPDATE audit_logs SET seq = seq - 999999 WHERE account_id = ? AND seq > 6", [
        business.accountId,
      ]);
      await insertCopy(6, { seq: 7 });
    });
    expect(breaks).toEqual([{ accountId: business.accountId, seq: 7, problem: expect.any(String) }]);
  });

  it("shows that a row was added at the end", async () => {
    const breaks = await verdictAfter(() => insertCopy(rows, { seq: rows + 1 }));
    expect(breaks).toEqual([{ accountId: business.accountId, seq: rows + 1, problem: expect.any(String) }]);
  });

  it("shows that the tail was cut, though the head was set back with it", async () => {
    const cut = async (last: number) => {
      await administrator.run("DELETE FROM audit_logs WHERE account_id = ? AND seq > ?", [
        business.accountId,
        last,
      ]);
      const hash =
        "(SELECT hash FROM audit_logs l WHERE l.account_id = audit_heads.account_id AND l.seq = ?)";
      await administrator.run(`UPDATE audit_heads SET seq = ?, hash = ${hash} WHERE account_id = ?`, [
        last,
        last,
        business.accountId,
      ]);
    };
    const breaks = await verdictAfter(async () => {
      await cut(rows - 6);
      await administrator.run(
        testEngine === "postgresql" ? "DELETE FROM audit_checkpoints" : "DROP TABLE audit_checkpoints",
      );
      if (testEngine === "sqlite")
        await administrator.run(
          "CREATE TABLE audit_checkpoints (account_id, seq, hash, created_at, signature)",
        );
    });
    expect(breaks).toEqual([
      {
        accountId: business.accountId,
        seq: rows - 5,
        problem: expect.stringMatching(/signed, and are gone/),
      },
    ]);
  });

  it("shows that the tail was cut and the head left", async () => {
    const breaks = await verdictAfter(() =>
      administrator.run("DELETE FROM audit_logs WHERE account_id = ? AND seq > ?", [
        business.accountId,
        rows - 2,
      ]),
    );
    expect(breaks).toEqual([{ accountId: business.accountId, seq: rows - 1, problem: expect.any(String) }]);
  });

  it("shows that the whole chain was deleted", async () => {
    const breaks = await verdictAfter(async () => {
      await administrator.run("DELETE FROM audit_logs WHERE account_id = ?", [business.accountId]);
      await administrator.run("DELETE FROM audit_heads WHERE account_id = ?", [business.accountId]);
    });
    expect(breaks).toEqual([{ accountId: business.accountId, seq: 1, problem: expect.any(String) }]);
  });

  it.each([
    ["without the key", Buffer.alloc(32, 7)],
    ["even by somebody who has the key", "ours"],
  ] as const)("shows that it was rewritten %s", async (_, key) => {
    const breaks = await verdictAfter(() =>
      rewrite(key === "ours" ? ([...env().AUDIT_KEYS.keys.values()][0] as Buffer) : key),
    );
    expect(breaks).toEqual([
      { accountId: business.accountId, seq: expect.any(Number), problem: expect.any(String) },
    ]);
  });

  it("shows that a checkpoint was forged, in the file or in the database", async () => {
    const file = readFileSync(env().CHECKPOINT_FILE, "utf8");
    const [line = ""] = file
      .split("\n")
      .filter((text) => text.includes(`"accountId":${business.accountId},`));
    const honest = JSON.parse(line);
    try {
      for (const forged of [
        { ...honest, seq: honest.seq - 1 },
        { ...honest, signature: signedByStranger(honest) },
      ]) {
        writeFileSync(env().CHECKPOINT_FILE, file);
        appendFileSync(env().CHECKPOINT_FILE, `${JSON.stringify(forged)}\n`);
        expect((await verifyChains(administrator)).breaks).toEqual([
          {
            accountId: business.accountId,
            seq: forged.seq,
            problem: "a checkpoint is not signed with our key",
          },
        ]);
      }
    } finally {
      writeFileSync(env().CHECKPOINT_FILE, file);
    }
  });

  it("shows that two signed checkpoints contradict each other, as after an older copy of the database was put back", async () => {
    const file = readFileSync(env().CHECKPOINT_FILE, "utf8");
    const honest = readCheckpointFile().checkpoints.find(({ accountId }) => accountId === business.accountId);
    if (!honest) throw new Error("the chain has no checkpoint");
    const other = { ...honest, hash: "o".repeat(43) };
    const statement = Buffer.from(JSON.stringify(["v1", other.accountId, other.seq, other.hash, other.at]));
    const signature = sign(null, statement, env().CHECKPOINT_KEY).toString("base64url");
    try {
      writeFileSync(env().CHECKPOINT_FILE, `${JSON.stringify({ ...other, signature })}\n${file}`);
      expect((await verifyChains(administrator)).breaks).toEqual([
        {
          accountId: business.accountId,
          seq: honest.seq,
          problem: "a signed checkpoint says another row stood here",
        },
      ]);
    } finally {
      writeFileSync(env().CHECKPOINT_FILE, file);
    }
  });

  it.each([
    "UPDATE audit_logs SET reason = 'x'",
    "DELETE FROM audit_logs",
    "UPDATE audit_heads SET seq = seq + 1",
    "UPDATE audit_heads SET seq = 0, hash = ''",
    "DELETE FROM audit_heads",
    "DELETE FROM audit_checkpoints",
    "UPDATE audit_checkpoints SET seq = seq + 1",
  ])("is not changed by %s while its guards stand, whoever asks", async (sql) => {
    await expect(administrator.run(sql)).rejects.toThrow(/audit_(logs|heads|checkpoints)_/);
  });

  it("is not changed by a replacing insert, which on SQLite deletes without asking", async () => {
    const columns = Object.values(schemaMap.AuditLog.fields).map(({ column }) => column);
    const values = columns.map((column) => (column === "reason" ? "'x'" : column)).join(", ");
    const conflict = testEngine === "postgresql" ? " ON CONFLICT (id) DO UPDATE SET reason = 'x'" : "";
    const insert = `INSERT ${testEngine === "sqlite" ? "OR REPLACE " : ""}INTO audit_logs (${columns.join(", ")}) SELECT ${values} FROM audit_logs WHERE seq = 2${conflict}`;
    await expect(administrator.run(insert)).rejects.toThrow(/audit_logs_/);
  });

  it("does not start at another place, nor twice at one", async () => {
    for (const seq of [rows, rows + 2])
      await expect(administrator.transaction(() => insertCopy(rows, { seq }))).rejects.toThrow(
        /audit_logs_(continue_chain|seq_key)/,
      );
  });
});

async function insertCopy(seq: number, differing: { seq: number }): Promise<number> {
  const fields = Object.entries(schemaMap.AuditLog.fields);
  const values = fields.map(([field, { column }]) =>
    field === "seq" ? String(differing.seq) : field === "id" ? `'copy-${differing.seq}'` : column,
  );
  return administrator.run(
    `INSERT INTO audit_logs (${fields.map(([, { column }]) => column).join(", ")}) SELECT ${values.join(", ")} FROM audit_logs WHERE account_id = ? AND seq = ?`,
    [business.accountId, seq],
  );
}

// Changes the content of the third row and recomputes every link from there on.
async function rewrite(key: Buffer): Promise<void> {
  const ring = { writing: env().AUDIT_KEYS.writing, keys: new Map([[env().AUDIT_KEYS.writing, key]]) };
  const fields = Object.entries(schemaMap.AuditLog.fields);
  const stored = await administrator.rows(
    `SELECT ${fields.map(([, { column }]) => column).join(", ")} FROM audit_logs WHERE account_id = ? ORDER BY seq`,
    [business.accountId],
  );
  let prevHash = "";
  for (const values of stored) {
    const row = Object.fromEntries(
      fields.map(([field, { type }], index) => [
        field,
        type === "DateTime"
          ? new Date(`${String(values[index]).replace(" ", "T").replace("+00:00", "")}Z`).toISOString()
          : values[index],
      ]),
    ) as Record<string, string | number | null>;
    if (row.seq === 3) row.reason = "another story";
    row.prevHash = prevHash;
    prevHash = linkOf(row, ring) as string;
    await administrator.run("UPDATE audit_logs SET reason = ?, prev_hash = ?, hash = ? WHERE id = ?", [
      row.reason as string | null,
      row.prevHash as string,
      prevHash,
      row.id as string,
    ]);
  }
  await administrator.run("UPDATE audit_heads SET hash = ? WHERE account_id = ?", [
    prevHash,
    business.accountId,
  ]);
}

function signedByStranger(checkpoint: { accountId: number; seq: number; hash: string; at: string }): string {
  const stranger = createPrivateKey(
    generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }),
  );
  return sign(
    null,
    Buffer.from(JSON.stringify(["v1", checkpoint.accountId, checkpoint.seq, checkpoint.hash, checkpoint.at])),
    stranger,
  ).toString("base64url");
}
