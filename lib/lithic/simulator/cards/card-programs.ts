import { type Answer, ApiError, type Call, ok, param } from "../call.ts";
import { page } from "../pages.ts";
import { testBin } from "./payment-card-number.ts";

/** The programs of the simulator, in its store. Cards that name none belong to the first. */
export const cardPrograms = [
  "00000000-0000-0000-1000-000000000000",
  "00000000-0000-0000-2000-000000000000",
] as const;

interface ProgramRow {
  readonly token: string;
  readonly created: string;
  readonly name: string;
}

export function listCardPrograms(call: Call): Answer {
  const { rows, has_more } = page<ProgramRow>(call, "card_programs", []);
  return ok({ data: rows.map(shown), has_more });
}

export function getCardProgram(call: Call): Answer {
  const token = param(call, "card_program_token");
  const row = call.store.get<ProgramRow>("SELECT * FROM card_programs WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Card program not found");
  return ok(shown(row));
}

const shown = ({ token, created, name }: ProgramRow) => ({
  ...{ token, created, name, account_level_management_enabled: false },
  ...{ cardholder_currency: "USD", settlement_currencies: ["USD"] },
  ...{ pan_range_start: testBin, pan_range_end: testBin },
});
