import { Button, Select } from "#app/_ui/field.tsx";
import styles from "./compare.module.css";
import { sideName } from "#lib/charts/compare/comparison.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { compare } from "#lib/i18n/areas/compare.ts";
import { translator } from "#lib/i18n/translate.ts";
import { usualPeriod } from "#lib/stats/comparison.ts";
import { comparable, type Comparable, type ComparisonQuery } from "#lib/stats/comparison-query.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { monthsOf } from "#lib/stats/period.ts";

type Props = { ctx: ChartContext; query: ComparisonQuery; cube: CubeRow[]; wrong: string | undefined };

const kinds = { district: "byDistrict", category: "byCategory", period: "byPeriod" } as const;

/** A plain GET form: which two, and what both have in common. What was written stays in it, wrong or right. */
export function CompareForm({ ctx, query, cube, wrong }: Props) {
  const t = translator(compare, ctx.locale);
  const common = comparable.filter((dimension) => dimension !== query.by);
  return (
    <>
      <nav aria-label={t("what")}>
        <ul className={styles.kinds}>
          {comparable.map((by) => <li key={by}><a href={`/${ctx.locale}/compare?by=${by}`} aria-current={by === query.by ? "true" : undefined}>{t(kinds[by])}</a></li>)}
        </ul>
      </nav>
      <form className={styles.form} method="get" action={`/${ctx.locale}/compare`} aria-label={t("form")}>
        <input type="hidden" name="by" value={query.by} />
        {(["a", "b"] as const).map((side) => (
          <Select key={side} name={side} label={t(side)} value={query[side] ?? ""} error={wrong === side}>
            <option value="">{t("choose")}</option>
            {options(ctx, cube, query.by, query[side])}
          </Select>
        ))}
        {common.map((dimension) => {
          const value = query[dimension] ?? (dimension === "period" ? usualPeriod(cube) ?? "" : "all");
          return <Select key={dimension} name={dimension} label={t(dimension)} value={value} error={wrong === dimension}>{options(ctx, cube, dimension, value)}</Select>;
        })}
        <p><Button>{t("show")}</Button></p>
      </form>
    </>
  );
}

/** What there is to choose, and what was chosen if it is none of it. */
function options(ctx: ChartContext, cube: CubeRow[], dimension: Comparable, own: string | null) {
  const offered = dimension === "period" ? periods(cube) : ["all", ...ctx.codelists[dimension].filter((member) => !("sensitive" in member && member.sensitive)).map(({ code }) => code)];
  const deep = (code: string): boolean => dimension !== "period" && (ctx.codelists[dimension].find((member) => member.code === code)?.depth ?? 0) > 0;
  // An unknown period has no name in words.
  const name = (code: string) => (dimension === "period" && !offered.includes(code) ? { text: code, lang: undefined } : sideName(ctx, dimension, code));
  return [...(own && !offered.includes(own) ? [own] : []), ...offered].map((code) => {
    const { text, lang } = name(code);
    return <option key={code} value={code} lang={lang}>{deep(code) ? `\u2003${text}` : text}</option>;
  });
}

/** Quarters and years, newest first. */
const periods = (cube: CubeRow[]): string[] => [...new Set(cube.filter((row) => row.grain !== "month").map((row) => row.period))]
  .sort((a, b) => monthsOf(b)[1] - monthsOf(a)[1] || a.length - b.length);
