import { inAccount } from "@/lib/db/transaction.ts";
import { rawTestDatabase, type TestBusiness } from "@/lib/testing/test-database.ts";
import { addAddress } from "./add-address.ts";

export const office = {
  label: "Office",
  line1: "1 Secret Street",
  line2: "Door 7",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

/** Adds the office to a business, and returns its id. */
export const addOffice = async ({ owner }: TestBusiness, given: object = {}) =>
  (await addAddress(owner, { ...office, ...given })).addressId;

/** An address as the portal reads it. */
export const addressNow = ({ accountId }: TestBusiness, id: number) =>
  inAccount(accountId, (db) => db.address.findFirst({ where: { id } }));

/** The line1, line2, label and city of an address as they stand in the database. */
export async function storedAddress(id: number): Promise<unknown[]> {
  const raw = await rawTestDatabase();
  const [row = []] = await raw.rows("SELECT line1, line2, label, city FROM addresses WHERE id = ?", [id]);
  await raw.close();
  return row;
}
