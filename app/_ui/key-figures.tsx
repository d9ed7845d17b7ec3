import type { Headline } from "#app/_server/headline.ts";
import styles from "./key-figures.module.css";
import { figure, received, shareText } from "#lib/charts/figures.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { periodIn, periodName } from "#lib/charts/period.ts";
import { home } from "#lib/i18n/areas/home.ts";
import { site } from "#lib/i18n/areas/site.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";

type Props = { ctx: ChartContext; headline: Headline };
type Item = { label: string; value: string; unit?: string; note: string };

/** The three figures a page opens with: received, on time with its denominator, and how long it took. */
export function KeyFigures({ ctx, headline: { row, month } }: Props) {
  const t = translator(home, ctx.locale);
  const mark = translator(site, ctx.locale);
  const number = (value: number) => formatNumber(ctx.locale, value);

  const count = received(ctx, row);
  const receivedItem: Item = {
    label: t("received"), value: count.text, ...(count.value !== null && { unit: t("receivedUnit", { n: count.value }) }),
    note: count.value === null ? mark("withheldMark") : [periodName(ctx, row.period), ...(month?.received != null ? [t("latestMonth", { when: periodIn(ctx, month.period), n: received(ctx, month).text, count: month.received })] : [])].join("; "),
  };

  const hasDeadlines = row.on_time !== null && !!row.with_deadline;
  const onTimeItem: Item = {
    label: t("onTime"),
    value: hasDeadlines ? shareText(ctx, row.on_time!, row.with_deadline!) : figure(ctx, null, row.on_time === null ? row.outcome_status : "z").text,
    note: hasDeadlines ? t("onTimeOf", { n: number(row.on_time!), of: number(row.with_deadline!) })
      : row.outcome_status === "c" ? t("onTimeHidden") : row.outcome_status === "x" || row.grain === "month" ? t("onTimeLater") : t("onTimeNone"),
  };

  return (
    <dl className={styles.figures}>
      {[receivedItem, onTimeItem, durationItem(ctx, row)].map(({ label, value, unit, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className={styles.value}>{value}</span>{unit && <> <span className={styles.unit}>{unit}</span></>}
            <span className={styles.note}>{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Half and nine in ten in words, because a mean would hide both (open-data.md, Columns and symbols). */
function durationItem(ctx: ChartContext, row: Headline["row"]): Item {
  const t = translator(home, ctx.locale);
  const label = t("duration");
  const known = row.duration_status === "" || row.duration_status === "r";
  if (!known) {
    const { text } = figure(ctx, null, row.duration_status);
    return { label, value: text, note: row.duration_status === "c" ? t("durationHidden") : t("durationNone") };
  }
  if (row.median_days === null) return { label, value: figure(ctx, null, "x").text, note: t("halfOpen") };
  const tail = row.p90_days === null ? t("nineInTenOpen") : t("nineInTen", { n: row.p90_days });
  return { label, value: formatNumber(ctx.locale, row.median_days), unit: t("durationUnit", { n: row.median_days }), note: row.median_days === 0 ? `${t("sameDay")}; ${tail}` : tail };
}
