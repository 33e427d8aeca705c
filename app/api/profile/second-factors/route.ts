import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { ownFactorsShape } from "@/lib/second-factors/factor-shapes";
import { readOwnFactors } from "@/lib/second-factors/queries";

export const GET = described(
  {
    name: "second-factor.list",
    summary: "Lists one's own second factors.",
    answers: { 200: ownFactorsShape },
  },
  async ({ actor }) => json(await readOwnFactors(actor)),
);
