import { ApiError } from "../call.ts";

/** The expiry of a card: as requested, or in five years, which is also the maximum. Throws 400 for
 *  half a date, and for a date in the past or too late. */
export function expiry(now: Date, given: { exp_month?: string | undefined; exp_year?: string | undefined }) {
  const [years, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  const { exp_month = digits(month), exp_year = String(years + 5) } = given;
  if ((given.exp_month === undefined) !== (given.exp_year === undefined))
    throw new ApiError(400, "exp_month and exp_year go together");
  if (!/^(0[1-9]|1[0-2])$/.test(exp_month) || !/^\d{4}$/.test(exp_year))
    throw new ApiError(400, "exp_month must be MM, exp_year YYYY");
  const ahead = Number(exp_year) * 12 + Number(exp_month) - (years * 12 + month);
  if (ahead < 0 || ahead > 60)
    throw new ApiError(400, "exp_month and exp_year must be within five years from now");
  return { exp_month, exp_year };
}

const digits = (month: number) => String(month).padStart(2, "0");
