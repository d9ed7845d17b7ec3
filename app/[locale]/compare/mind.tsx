import type { PublishedSite } from "#app/_server/site.ts";
import styles from "./compare.module.css";
import type { Compared } from "#lib/charts/compare/comparison.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { shareText } from "#lib/charts/figures.ts";
import { compare } from "#lib/i18n/areas/compare.ts";
import { formatDay, formatNumber, formatShare } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mixOf, standardisedOnTime } from "#lib/stats/mix.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { monthsOf } from "#lib/stats/period.ts";

/** Fewer than this with a deadline: one of them alone moves the share by more than three points. */
const SMALL = 30;

/** What a reader must know before he makes a story of a difference: sentences, each only where it is true. */
export function Mind({ site, ctx, compared, cube }: { site: PublishedSite; ctx: ChartContext; compared: Compared; cube: CubeRow[] }) {
  const t = translator(compare, ctx.locale);
  const sentences = [
    ...numbers(ctx, compared), ...calendar(site, compared), ...make(ctx, compared, cube),
    compared.by === "category" ? t("deadlines") : "", typeof compared.received === "string" ? "" : t("clusters"), t("medians"), t("twenty"), t("method"),
  ];
  return (
    <section aria-labelledby="mind">
      <h2 id="mind">{t("mind")}</h2>
      <ul className={styles.mind}>{sentences.filter(Boolean).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
    </section>
  );
}

function numbers(ctx: ChartContext, { say, sides, names, onTime, received, withinFive }: Compared): string[] {
  const small = sides.flatMap(({ onTime: { of } }, i) => (of !== null && of < SMALL ? [say("smallItem", { name: names[i]!.text, N: formatNumber(ctx.locale, of) })] : []));
  return [
    small.length > 0 ? say("small", { list: small.join("; ") }) : "",
    received === "contained" ? say("containedNote") : "",
    [onTime, received, withinFive].includes("withheld") ? say("hiddenNote") : "",
  ];
}

function calendar({ city, locale }: PublishedSite, { by, say, sides, names }: Compared): string[] {
  const [a, b] = sides;
  const later = sides.flatMap(({ row }, i) => (row.outcome_status === "x" ? [names[i]!.text] : []));
  const first = city.firstDay;
  const begins = !first ? [] : by === "period" ? sides.flatMap(({ row }, i) => (startOf(row.period) < first ? [say("begins", { name: names[i]!.text, day: formatDay(locale, first) })] : [])) : [];
  const seasons = by === "period" && a.row.grain === "quarter" && a.row.period.slice(5) !== b.row.period.slice(5);
  return [later.length > 0 ? say("outcomesLater", { list: later.join("; ") }) : "", ...begins, seasons ? say("seasons") : ""];
}

function make(ctx: ChartContext, compared: Compared, cube: CubeRow[]): string[] {
  const mix = mixOf(compared, cube, ctx.codelists);
  if (!mix) return [];
  const { say, sides } = compared;
  const [ShareA, ShareB] = mix.differs ? mix.differs.received.map((count, i) => shareText(ctx, count!, sides[i]!.received!)) : [];
  const even = typeof compared.onTime === "string" ? null : standardisedOnTime(mix, compared);
  const percent = (share: number): string => formatShare(ctx.locale, share, 1);
  return [
    mix.differs ? say("mix", { part: ctx.name(mix.of, mix.differs.code).text, ShareA, ShareB }) : "",
    even ? say("standardised", { of: mix.of, n: even.parts, ShareA: percent(even.shares[0]), ShareB: percent(even.shares[1]), CoveredA: percent(even.covered[0]), CoveredB: percent(even.covered[1]) }) : "",
  ];
}

function startOf(period: string): string {
  const [month] = monthsOf(period);
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}
