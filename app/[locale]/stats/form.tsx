import { dimensions, type Dimension, type ExplorerQuery } from "#app/_server/explorer-query.ts";
import { Button, Select } from "#app/_ui/field.tsx";
import styles from "./stats.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { periodName } from "#lib/charts/period.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { grains, monthsOf } from "#lib/stats/period.ts";

type Props = { ctx: ChartContext; query: ExplorerQuery; cube: CubeRow[]; wrong: string | undefined };

const all = { category: "allCategory", district: "allDistrict", channel: "allChannel" } as const;
const each = { category: "eachCategory", district: "eachDistrict", channel: "eachChannel" } as const;

/** A plain GET form: what it sends is the address of the view. */
export function ExplorerForm({ ctx, query, cube, wrong }: Props) {
  const t = translator(explorer, ctx.locale);
  const quarters = periodsFor(cube);
  return (
    <form className={styles.form} method="get" action={`/${ctx.locale}/stats`} aria-label={t("form")}>
      <Select name="grain" label={t("grain")} value={query.grain} error={wrong === "grain"}>
        {grains.map((grain) => <option key={grain} value={grain}>{t(grain)}</option>)}
      </Select>
      {dimensions.map((name) => (
        <Select key={name} name={name} label={t(name)} value={query[name]} error={wrong === name}>
          <option value="all">{t(all[name])}</option>
          <option value="each">{t(each[name])}</option>
          {options(ctx, name)}
        </Select>
      ))}
      <Select name="from" label={t("from")} value={query.from ?? ""} error={wrong === "from"}>
        <option value="">{t("earliest")}</option>
        {withOwn(quarters, query.from).map((period) => <option key={period} value={period}>{periodName(ctx, period)}</option>)}
      </Select>
      <Select name="to" label={t("to")} value={query.to ?? ""} error={wrong === "to"}>
        <option value="">{t("latest")}</option>
        {withOwn(quarters, query.to).map((period) => <option key={period} value={period}>{periodName(ctx, period)}</option>)}
      </Select>
      <p className={styles.actions}>
        <Button>{t("show")}</Button> <a href={`/${ctx.locale}/stats`}>{t("reset")}</a>
      </p>
    </form>
  );
}

/** Codes in the order of their tree, those of the second level set in. */
const options = (ctx: ChartContext, name: Dimension) => ctx.codelists[name].map((member) => {
  const { text, lang } = ctx.name(name, member.code);
  return <option key={member.code} value={member.code} lang={lang}>{"depth" in member && member.depth ? `\u2003${text}` : text}</option>;
});

/** Quarters bound every grain; the months after the last one bound months. */
function periodsFor(cube: CubeRow[]): string[] {
  const city = cube.filter((row) => row.category === "all" && row.district === "all" && row.channel === "all");
  const quarters = city.filter((row) => row.grain === "quarter").map((row) => row.period);
  const end = quarters.reduce((last, period) => Math.max(last, monthsOf(period)[1]), -Infinity);
  const months = city.filter((row) => row.grain === "month" && monthsOf(row.period)[0] > end).map((row) => row.period);
  return [...quarters, ...months].sort((a, b) => monthsOf(b)[0] - monthsOf(a)[0]);
}

/** An address may bound by a month or a year; the form then keeps it. */
const withOwn = (periods: string[], own: string | null): string[] =>
  (own === null || periods.includes(own) || !/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/.test(own) ? periods : [own, ...periods]);
