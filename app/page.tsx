import { databaseHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

const engineNames = { sqlite: "SQLite", postgresql: "PostgreSQL" };

/** The first page: what this is, and whether it is well. */
export default async function FirstPage() {
  const { engine, status } = await databaseHealth();
  return (
    <>
      <h1>Card issuing portal</h1>
      <p>Issue cards to the people of your business, and decide where and how much each one may spend.</p>
      <p role="status">
        {engineNames[engine]}:{" "}
        {status === "ok" ? "the database answers." : "the database does not answer. Ask the operators to look at it."}
      </p>
    </>
  );
}
