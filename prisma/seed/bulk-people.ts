import { blindIndex, seal } from "@/lib/db/encryption/encryption.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { type BulkPlan, iso, momentAt } from "./bulk-plan.ts";

const firstNames =
  "Ada Ben Clara David Elena Farid Grace Hugo Ines Jonas Karim Lena Marta Noah Olga Paul Rosa Samir Tara Vera".split(
    " ",
  );
const lastNames =
  "Abel Brandt Costa Diaz Evans Fischer Garcia Haddad Ivanov Jansen Kim Lopez Meyer Novak Olsen Park Rossi Silva Tanaka Weber".split(
    " ",
  );
const trades = "Bakery Logistics Studio Clinic Consulting Foods Media Robotics Travel Works".split(" ");

const accountFields = [
  "id",
  "businessName",
  "ownerEmail",
  "balance",
  "status",
  "lithicAccountToken",
  "lithicAccountTokenIndex",
  "createdAt",
  "updatedAt",
];

export function addAccounts(db: RawDatabase, plan: BulkPlan): Promise<number> {
  return insertRows(db, "Account", accountFields, accountRows(plan));
}

function* accountRows({ accountIds, random }: BulkPlan): Generator<SqlValue[]> {
  for (const id of accountIds) {
    const token = random.uuid();
    const sealed = seal(token, { model: "Account", field: "lithicAccountToken", accountId: id });
    const name = `${random.pick(lastNames)} ${random.pick(trades)} ${id}`;
    const balance = 1_000_000 + random.below(100_000_000);
    const at = iso(momentAt(0));
    yield [
      id,
      name,
      `office@business-${id}.example`,
      balance,
      "active",
      sealed,
      blindIndex("Account", "lithicAccountToken", token),
      at,
      at,
    ];
  }
}

const userFields = [
  "id",
  "accountId",
  "email",
  "givenName",
  "familyName",
  "name",
  "role",
  "status",
  "phone",
  "lastLoginAt",
  "createdAt",
  "updatedAt",
];

/** Inserts the people: in each new business first an owner, and now and
 *  then an admin or an analyst. */
export function addUsers(db: RawDatabase, plan: BulkPlan): Promise<number> {
  return insertRows(db, "User", userFields, userRows(plan));
}

/** Whether a person, by number within the account, is deactivated, and so holds no card. */
export const isDeactivated = (numberInAccount: number) => numberInAccount % 50 === 49;

function* userRows({ accountIds, accounts, users, firstUserId, random }: BulkPlan): Generator<SqlValue[]> {
  for (let n = 0; n < users; n++) {
    const id = firstUserId + n;
    const accountId = accountIds[n % accountIds.length] as number;
    const within = Math.floor(n / accountIds.length);
    const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
    const created = iso(momentAt(n / users));
    const status = isDeactivated(within) ? "deactivated" : within % 40 === 39 ? "invited" : "active";
    const lastLogin = iso(status === "active" ? momentAt(n / users + random.next()) : 0);
    const phone =
      n % 4
        ? null
        : seal(`+1212555${String(random.below(10_000)).padStart(4, "0")}`, {
            model: "User",
            field: "phone",
            accountId,
          });
    const email = `${first}.${last}.${id}@business-${accountId}.example`.toLowerCase();
    yield [
      id,
      accountId,
      email,
      ...Object.values(nameColumns({ givenName: first, familyName: last })),
      roleOf(within, accounts > 0),
      status,
      phone,
      lastLogin,
      created,
      created,
    ];
  }
}

function roleOf(within: number, needsOwner: boolean): string {
  if (within === 0 && needsOwner) return "owner";
  if (within % 100 === 1) return "admin";
  return within % 50 === 2 ? "analyst" : "user";
}
