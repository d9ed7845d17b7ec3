import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import style from "#app/office/reports/reports.module.css";
import { type ReportWords, reportWords } from "#app/office/reports/words.ts";
import { formatPeriod } from "#lib/i18n/format.ts";
import type { PreviewCount, PreviewMonth, PreviewQuarter } from "#lib/release/preview.ts";
import { readPreview } from "#lib/reports/preview.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

export const instant = false;

/** The same numbers as the public will see, before the public sees them: internal, with what would be withheld. */
export default async function NextReleasePage() {
  return officeView("release.preview", "/office/reports/next-release", nextRelease);
}

const nameOf = ({ t, name }: ReportWords, list: "category" | "district" | "channel", code: string) => (code === "all" ? t("preview.all") : code === "unknown" ? t("preview.unknown") : name(list, code));

function Counts({ words, list, title, rows, period }: { words: ReportWords; list: "category" | "district" | "channel"; title: string; rows: PreviewCount[]; period: string }) {
  const { t, n } = words;
  return (
    <div className={style.frame} role="region" aria-label={`${title}, ${period}`} tabIndex={0}>
      <table className={style.table}>
        <thead><tr><th scope="col">{title}</th><th scope="col" className={style.number}>{t("preview.n")}</th><th scope="col">{t("preview.standing")}</th></tr></thead>
        <tbody>{rows.filter((row) => row.n > 0).toSorted((a, b) => b.n - a.n).map((row) => (
          <tr key={row.code}><th scope="row">{nameOf(words, list, row.code)}</th><td className={style.number}>{n(row.n)}</td><td>{row.standing === "shown" ? t("standing.shown") : <strong>{t(`standing.${row.standing}`)}</strong>}</td></tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function Month({ words, month }: { words: ReportWords; month: PreviewMonth }) {
  const { t, n, locale } = words, period = formatPeriod(locale, month.month);
  return (
    <section aria-labelledby={month.month}>
      <h2 id={month.month}>{t("preview.month", { period })} – {n(month.total)}</h2>
      {month.whole ? null : <p className={style.quiet}>{t("preview.month.running")}</p>}
      <div className={style.columns}>
        <Counts words={words} list="category" title={t("preview.group")} rows={month.groups} period={period} />
        <Counts words={words} list="channel" title={t("preview.channel")} rows={month.channels} period={period} />
        <Counts words={words} list="district" title={t("preview.district")} rows={month.districts} period={period} />
      </div>
    </section>
  );
}

function Quarter({ words, quarter }: { words: ReportWords; quarter: PreviewQuarter }) {
  const { t, n, locale, share } = words, period = formatPeriod(locale, quarter.quarter);
  return (
    <section>
      <h2 id={quarter.quarter}>{t("preview.quarter", { period })}</h2>
      {quarter.whole ? null : <p className={style.quiet}>{t("preview.quarter.running")}</p>}
      <div className={style.frame} role="region" aria-labelledby={quarter.quarter} tabIndex={0}>
        <table className={style.table}>
          <thead><tr><th scope="col">{t("preview.group")}</th>{(["preview.received", "preview.withDeadline", "onTime", "late", "preview.open", "share"] as const).map((key) => <th key={key} scope="col" className={style.number}>{t(key)}</th>)}<th scope="col">{t("preview.standing")}</th></tr></thead>
          <tbody>{quarter.rows.filter((row) => row.received > 0).map((row) => (
            <tr key={row.code}><th scope="row">{nameOf(words, "category", row.code)}</th>
              {[row.received, row.withDeadline, row.onTime, row.late, row.open].map((value, i) => <td key={i} className={style.number}>{n(value)}</td>)}
              <td className={style.number}>{share(row.onTime, row.withDeadline)}</td>
              <td>{quarter.unobserved ? t("standing.unobserved") : t(({ all: "standing.shown", share: "standing.share", no: "standing.withheld", undecided: "standing.undecided" } as const)[row.shown])}</td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}

async function nextRelease(actor: Actor) {
  const [words, kept] = await Promise.all([reportWords(), readPreview(actor)]);
  const { t, locale } = words;
  return (
    <Shell actor={actor} locale={locale} address="/office/reports/next-release" here={may(actor, "release.publish") ? "releases" : "reports"} title={t("preview.title")}>
      <div className={style.page}>
        {may(actor, "report.read") ? <p className={style.screen}><OfficeLink href="/office/reports">← {t("back")}</OfficeLink></p> : null}
        <h1>{t("preview.title")}</h1>
        <p className={style.internal}><strong>{t("preview.internal")}</strong></p>
        {kept === null ? <p>{t("preview.none")}</p> : (
          <>
            <p>{t("preview.about", { day: words.day(kept.preview.nextRelease), at: words.moment(kept.computedAt) })}</p>
            {kept.preview.quarters.map((quarter) => <Quarter key={quarter.quarter} words={words} quarter={quarter} />)}
            {kept.preview.months.toReversed().map((month) => <Month key={month.month} words={words} month={month} />)}
          </>
        )}
      </div>
    </Shell>
  );
}
