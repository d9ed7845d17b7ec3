import { figuresPage } from "#app/_server/public-page.tsx";
import { keptForPage } from "#app/_server/same-request.ts";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { DataTable } from "#app/_ui/data-table.tsx";
import { feedAddress, FeedLink } from "#app/_ui/feed-link.tsx";
import page from "#app/_ui/page.module.css";
import { ReleasesTable } from "../releases-table.tsx";
import { askToTell, type Answer } from "./ask-to-tell.ts";
import { TellForm } from "./tell-form.tsx";
import { addedLines } from "#lib/exports/release-words.ts";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { comingReleases } from "#lib/stats/coming-releases.ts";
import { allAdded } from "#lib/stats/release-changes.ts";
import { sendsMail } from "#lib/subscriptions/address.ts";

export const instant = false;

/** When the next numbers come and what they will hold, what has come out so far, and three ways to hear of it. */
export default function ReleasesPage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "/data/releases", async (site) => {
    const { locale, city } = site;
    const t = translator(words, locale);
    const coming = comingReleases(city, site.releases);
    const next = coming.find((release) => !release.overdue), overdue = coming.filter((release) => release.overdue);
    const [changes, answer] = [await allAdded(), await keptForPage<Answer>("askToTell")];
    return {
      title: t("title"), description: t("description"), ...(answer && answer.status !== 200 ? { status: answer.status } : {}),
      body: (
        <>
          <FeedLink locale={locale} />
          <Breadcrumb locale={locale} steps={[{ href: `/${locale}/data`, name: { text: t("home") } }]} />
          <div className={page.opening}>
            <h1>{next ? t("next", { day: formatDay(locale, next.date) }) : t("title")}</h1>
            <p className={page.lead}>{t("lead")}</p>
            {overdue.map(({ date }) => <p key={date}><strong>{t("overdue", { day: formatDay(locale, date) })}</strong></p>)}
            {coming.length === 0 && <p>{t("none")}</p>}
          </div>

          <section className={page.section} id="tell" aria-labelledby="tell-title">
            <h2 id="tell-title">{t("tell.title")}</h2>
            <p>{t("tell.about")}</p>
            {sendsMail() || city.demo ? <TellForm action={askToTell} locale={locale} answer={answer} note={sendsMail() ? "" : t("tell.held")}
              words={{ email: t("tell.email"), hint: t("tell.hint"), submit: t("tell.submit"), offline: t("tell.offline") }} /> : <p>{t("tell.notReady")}</p>}
            <p><a href={feedAddress(locale)}>{t("feed")}</a>, <a href="/data/releases.json">releases.json</a></p>
          </section>

          {coming.length > 0 && (
            <section className={page.section} id="calendar">
              <h2>{t("calendar")}</h2>
              <p>{t("calendarAbout")}</p>
              <DataTable id="calendar-table" locale={locale} caption={t("calendar")} hideCaption heads={[t("date")]} columns={[{ label: t("adds"), text: true }]}
                rows={coming.map((release) => ({
                  key: release.date, heads: [<time key="day" dateTime={release.date}>{formatDay(locale, release.date)}</time>],
                  cells: [<span key="adds">{addedLines(release, locale).map((line) => <span key={line}>{line}<br /></span>)}</span>],
                }))} />
            </section>
          )}

          <section className={page.section} id="past">
            <h2>{t("past")}</h2>
            <ReleasesTable site={site} changes={changes} />
          </section>
        </>
      ),
    };
  });
}
