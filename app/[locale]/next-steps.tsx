import page from "#app/_ui/page.module.css";
import { home } from "#lib/i18n/areas/home.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** Where a reader of the home page goes next. */
export function NextSteps({ locale }: { locale: Locale }) {
  const t = translator(home, locale);
  const ways = [
    ["new", t("nextWrite"), t("nextWriteAbout")], ["track", t("nextTrack"), t("nextTrackAbout")], ["reception", t("nextVisit"), t("nextVisitAbout")],
    ["stats", t("nextStats"), t("nextStatsAbout")], ["districts", t("nextDistricts"), t("nextDistrictsAbout")],
    ["categories", t("nextCategories"), t("nextCategoriesAbout")], ["compare", t("nextCompare"), t("nextCompareAbout")], ["data", t("nextData"), t("nextDataAbout")],
    ["methodology", t("nextMethod"), t("nextMethodAbout")],
  ];
  return (
    <section className={`${page.section} ${page.onward}`} aria-labelledby="next">
      <h2 id="next">{t("nextTitle")}</h2>
      <ul className={page.ways}>
        {ways.map(([path, label, about]) => <li key={path}><a href={`/${locale}/${path}`}>{label}</a><span>{about}</span></li>)}
      </ul>
    </section>
  );
}
