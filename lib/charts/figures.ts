import type { ChartContext } from "#lib/charts/context.ts";
import type { Figure } from "#lib/charts/spec.ts";
import { formatNumber, formatShare } from "#lib/i18n/format.ts";
import type { CubeRow, Status } from "#lib/stats/cube-row.ts";

/** How a number that isn't there is written, in pictures and tables alike (open-data.md, Columns and symbols). */
export const symbols = { c: "·", x: "…", z: "–" } as const;

export const isShown = (status: Status): boolean => status === "" || status === "r";

/** A published cell as a figure. Whatever is withheld comes out the same, zero or small: only its status is looked at. */
export function figure({ locale }: Pick<ChartContext, "locale">, value: number | null, status: Status): Figure {
  if (!isShown(status)) return { value: null, status, text: symbols[status as keyof typeof symbols] };
  if (value === null) return { value: null, status: "x", text: symbols.x };
  return { value, status, text: formatNumber(locale, value) + (status === "r" ? "*" : "") };
}

export const received = (ctx: Pick<ChartContext, "locale">, row: CubeRow): Figure => figure(ctx, row.received, row.received_status);

/** Working days as a figure; what falls in an open case has no number, and its words are the last band's. */
export function days(ctx: Pick<ChartContext, "locale" | "t">, row: CubeRow, measure: "median" | "p90"): Figure {
  const status = row[`${measure}_status`];
  if (status === "x" && isShown(row.duration_status)) return { value: null, status: "", text: ctx.t("stillOpen") };
  return figure(ctx, row[`${measure}_days`], status);
}

/** A share in whole per cent, or nothing to say where there is no denominator. */
export const shareText = ({ locale }: Pick<ChartContext, "locale">, numerator: number, denominator: number): string =>
  denominator > 0 ? formatShare(locale, numerator, denominator) : symbols.z;

/** A share as a cell: its own text where both numbers are known, else the mark of what is missing. */
export function shareFigure(ctx: Pick<ChartContext, "locale">, numerator: number | null, denominator: number | null, status: Status): Figure {
  if (!isShown(status) || numerator === null || denominator === null) return figure(ctx, null, status);
  if (denominator === 0) return figure(ctx, null, "z");
  return { value: percent(numerator, denominator), status, text: formatShare(ctx.locale, numerator, denominator) };
}

export const percent = (numerator: number, denominator: number): number => (denominator > 0 ? Math.round((100 * numerator) / denominator) : 0);

/** Shares are whole per cent; a change of one is rounding as often as not, so it isn't called one. */
export function direction(now: number, before: number): "up" | "down" | "steady" {
  if (Math.abs(now - before) < 2) return "steady";
  return now > before ? "up" : "down";
}
