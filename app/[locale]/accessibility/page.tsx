import { publicPage } from "#app/_server/public-page.tsx";
import { WriteTo } from "#app/_ui/contact.tsx";
import page from "#app/_ui/page.module.css";
import { Prose } from "#app/_ui/prose.tsx";
import { accessibility, statement } from "#lib/i18n/areas/accessibility.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** Who can use the portal, how that is known, and what is still in the way. */
export default function AccessibilityPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/accessibility", (site) => {
    const { locale } = site;
    const t = translator(accessibility, locale);
    return {
      title: t("title"), description: t("description"),
      body: (
        <Prose words={accessibility} locale={locale} after={{ write: <WriteTo site={site} sentence={(values) => t("writeTo", values)} none={t("noContact")} /> }}>
          <p className={page.quiet}>{t("updated", { day: formatDay(locale, statement.day) })}</p>
        </Prose>
      ),
    };
  });
}
