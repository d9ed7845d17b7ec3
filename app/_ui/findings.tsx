import page from "#app/_ui/page.module.css";
import type { ChartContext, Scope } from "#lib/charts/context.ts";
import { findings, type Finding } from "#lib/charts/findings.ts";
import { findings as words } from "#lib/i18n/areas/findings.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { readView, viewQuery } from "#lib/stats/view.ts";

/** What the explorer shows of a finding. */
const measures = { change: "received", wait: "median_days,p90_days", onTime: "on_time_share" } as const;
const numbers = { change: "numbersChange", wait: "numbersWait", onTime: "numbersOnTime" } as const;

/** What may be quoted of a page, each sentence with the way to its numbers, or to why there are none. */
export function Findings({ ctx, cube, scope }: { ctx: ChartContext; cube: CubeRow[]; scope?: Scope }) {
  const t = translator(words, ctx.locale);
  const found = findings(ctx, cube, scope);
  if (found.length === 0) return null;
  return (
    <section className={page.section} id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t("title")}</h2>
      <ul className={page.findings}>{found.map((finding) => <li key={finding.kind}>{finding.text} <Way ctx={ctx} finding={finding} /></li>)}</ul>
    </section>
  );
}

function Way({ ctx: { locale }, finding: { kind, rows, lacks } }: { ctx: ChartContext; finding: Finding }) {
  const t = translator(words, locale);
  const why = lacks && <> <a href={`/${locale}/methodology#${lacks}`}>{t(lacks === "withheld" ? "whyWithheld" : "whyReleases")}</a></>;
  const view = readView(new URLSearchParams({ measure: measures[kind], grain: "quarter", ...rows }));
  return <><a href={`/${locale}/stats?${viewQuery(view)}`}>{t(numbers[kind])}</a>{why}</>;
}
