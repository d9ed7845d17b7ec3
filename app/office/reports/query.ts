import { single } from "#app/office/_parts/address.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { Refusal } from "#lib/errors.ts";
import { type Period, type PeriodKind, periodKinds, reportPeriod } from "#lib/reports/period.ts";

export type Search = Promise<Record<string, string | string[] | undefined>>;
export type Asked = { period: Period; kind: PeriodKind; from: string; to: string; /** What is wrong with the dates; the last week is shown meanwhile. */ refusal: Refusal | null };

/** The period as it stands in the address; wrong dates stay in the form with what is wrong with them. */
export async function askedPeriod(search: Search, timeZone: string, now = new Date()): Promise<Asked> {
  const query = await search;
  const today = cityDay(now, timeZone);
  const kind = periodKinds.find((one) => one === single(query.period)) ?? "week";
  const [from, to] = [single(query.from)?.slice(0, 10) ?? "", single(query.to)?.slice(0, 10) ?? ""];
  try {
    return { period: reportPeriod(today, kind, from, to), kind, from, to, refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { period: reportPeriod(today, "week"), kind, from, to, refusal: error };
  }
}

/** The period as parameters of an address. */
export const periodQuery = ({ kind, from, to }: Asked): Record<string, string> => (kind === "days" ? { period: kind, from, to } : { period: kind });
