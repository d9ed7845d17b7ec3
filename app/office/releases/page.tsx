import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { publishCorrection, publishDue } from "#app/office/releases/actions.ts";
import { Orders } from "#app/office/releases/orders.tsx";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { officeReleases } from "#lib/i18n/areas/office-releases.ts";
import { formatDay, formatNumber, formatPeriod } from "#lib/i18n/format.ts";
import { locales } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { dueReleases } from "#lib/release/due.ts";
import { latestOrders } from "#lib/release/order.ts";
import { readPreview } from "#lib/reports/preview.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/releases";

/** What comes next, what came late, and how the publisher's orders go. */
export default async function ReleasesPage({ searchParams }: { searchParams: Search }) {
  return officeView("release.publish", address, (actor) => releases(actor, searchParams));
}

async function releases(actor: Actor, searchParams: Search) {
  const [locale, query, kept, orders, city] = [await officeLanguage(), await searchParams, await readPreview(actor), await latestOrders(actor), await officeCity()];
  const t = translator(officeReleases, locale);
  const due = await dueReleases();
  const busy = orders.some((order) => order.endedAt === null);
  const late = kept?.preview.late ?? [];
  const form = { words: formWords(locale), done: single(query.done) ?? "", signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="releases" title={t("title")}>
      {/* Nothing is typed while an order runs: its forms are away. */}
      {busy ? <meta httpEquiv="refresh" content="5" /> : null}
      <div className={style.page}>
        <h1>{t("title")}</h1>
        <p>{t("about")}</p>
        <p>{kept ? <><strong>{t("next", { day: formatDay(locale, kept.preview.nextRelease) })}</strong> <OfficeLink href="/office/reports/next-release">{t("preview")}</OfficeLink></> : t("none")}</p>
        <p>{due.length > 0 ? t("due", { days: due.map((day) => formatDay(locale, day)).join(", ") }) : t("due.none")}</p>
        {due.length > 0 && !busy ? <Form {...form} action={publishDue} label={t("publish")} fields={[]} submits={[{ label: t("publish") }]} /> : null}

        <section aria-labelledby="orders">
          <h2 id="orders">{t("orders")}</h2>
          <Orders orders={orders} locale={locale} timeZone={city.timeZone} />
        </section>

        <section aria-labelledby="late">
          <h2 id="late">{t("late")}</h2>
          <p>{t("late.about")}</p>
          {late.length === 0 ? <p>{t("late.none")}</p> : (
            <table>
              <thead><tr><th scope="col">{t("late.month")}</th><th scope="col">{t("late.enough")}</th><th scope="col" className={style.number}>{t("late.n")}</th></tr></thead>
              <tbody>{late.map((one) => <tr key={one.month}><th scope="row">{formatPeriod(locale, one.month)}</th><td>{t(one.enough ? "late.yes" : "late.no")}</td><td className={style.number}>{formatNumber(locale, one.n)}</td></tr>)}</tbody>
            </table>
          )}
        </section>

        {busy ? null : (
          <section aria-labelledby="correct">
            <h2 id="correct">{t("correct")}</h2>
            <p>{t("correct.about")}</p>
            <Form {...form} action={publishCorrection} label={t("correct")} submits={[{ label: t("correct.submit") }]}
              fields={locales.map((language) => ({ kind: "area", name: `reason_${language}`, label: t(`reason_${language}`), rows: 3, lang: language, required: true }) as const)} />
          </section>
        )}
      </div>
    </Shell>
  );
}
