import { Fragment } from "react";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import type { ChartContext, Name as Named } from "#lib/charts/context.ts";
import { findings, numbersAddress, type Finding, type Subject } from "#lib/charts/findings.ts";
import { findings as words } from "#lib/i18n/areas/findings.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

const numbers = { change: "numbersChange", wait: "numbersWait", onTime: "numbersOnTime" } as const;
const why = { withheld: "whyWithheld", releases: "whyReleases", published: "whyPublished" } as const;

/** Of what is told, and its name where the page's own heading doesn't say it. */
export type Told = { subject: Subject; name?: Named };
type Props = { ctx: ChartContext; cube: CubeRow[]; about?: Told[]; /** Where the page is pinned to one. */ release?: string | null };

/** What may be quoted of a page, three sentences on whatever it is about, each with the way to its numbers, or to why there are none. */
export function Findings({ ctx, cube, about = [{ subject: {} }], release = null }: Props) {
  const t = translator(words, ctx.locale);
  const told = about.map(({ subject, name }) => ({ name, found: findings(ctx, cube, subject) })).filter(({ found }) => found.length > 0);
  if (told.length === 0) return null;
  return (
    <section className={page.section} id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t("title")}</h2>
      {told.map(({ name, found }, i) => (
        <Fragment key={i}>
          {name && <h3><Name name={name} /></h3>}
          <ul className={page.findings}>{found.map((finding) => <li key={finding.kind}>{finding.text} <Way ctx={ctx} finding={finding} release={release} /></li>)}</ul>
        </Fragment>
      ))}
    </section>
  );
}

function Way({ ctx: { locale }, finding: { kind, rows, lacks }, release }: { ctx: ChartContext; finding: Finding; release: string | null }) {
  const t = translator(words, locale);
  return (
    <>
      {rows && <a href={numbersAddress(locale, rows, release)}>{t(numbers[kind], { grain: rows.grain })}</a>}
      {rows && lacks && " "}
      {lacks && <a href={`/${locale}/methodology#${lacks}`}>{t(why[lacks])}</a>}
    </>
  );
}
