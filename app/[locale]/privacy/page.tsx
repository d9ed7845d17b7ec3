import { publicPage } from "#app/_server/public-page.tsx";
import { WriteTo } from "#app/_ui/contact.tsx";
import { Prose } from "#app/_ui/prose.tsx";
import { privacy } from "#lib/i18n/areas/privacy.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** What is stored of whom, what for, and for how long. */
export default function PrivacyPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/privacy", (site) => {
    const t = translator(privacy, site.locale);
    return {
      title: t("title"), description: t("description"),
      body: (
        <Prose words={privacy} locale={site.locale} after={{ rights: <WriteTo site={site} sentence={(values) => t("writeTo", values)} none={t("noContact")} /> }} />
      ),
    };
  });
}
