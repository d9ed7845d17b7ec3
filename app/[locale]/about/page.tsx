import { publicPage } from "#app/_server/public-page.tsx";
import { Contact } from "#app/_ui/contact.tsx";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** What the portal is for, and who answers for it. */
export default function AboutPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/about", (site) => {
    const { locale, city } = site;
    const t = translator(catalogue, locale);
    const s = translator(siteWords, locale);
    return {
      title: t("aboutTitle"), description: t("aboutDescription"),
      body: (
        <article className={page.prose}>
          <h1>{t("aboutTitle")}</h1>
          <p className={page.lead}>{t("about1")}</p>
          <p>{t("about2")} <a href={`/${locale}/methodology`}>{s("methodology")}</a></p>
          {city.demo && <p><strong>{s("demoBanner")}</strong></p>}
          <h2>{s("publisher")}</h2>
          {Object.values(city.publisher).some(Boolean) && <p><Name name={site.named(city.publisher)} /></p>}
          {city.contact && <p>{s("contact")}: <Contact contact={city.contact} /></p>}
          <h2>{t("accessTitle")}</h2>
          <p>{t("accessText")} <a href={`/${locale}/accessibility`}>{s("accessibility")}</a></p>
          <h2>{t("privacyTitle")}</h2>
          <p>{t("privacyText")} <a href={`/${locale}/privacy`}>{s("privacy")}</a></p>
          <p className={page.quiet}>{t("about3")}</p>
        </article>
      ),
    };
  });
}
