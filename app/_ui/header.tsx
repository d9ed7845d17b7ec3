import type { Site } from "#app/_server/site.ts";
import type { Place } from "#app/_ui/frame.tsx";
import { Name } from "#app/_ui/named.tsx";
import { site as words } from "#lib/i18n/areas/site.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "./header.module.css";

export const sections = ["stats", "districts", "categories", "data", "methodology", "about", "track", "new"] as const;

/** Each language by its own name: whoever needs it can't read the others. */
const ownNames: Record<Locale, string> = { kk: "Қазақша", ru: "Русский", en: "English" };

export function Header({ site, place }: { site: Site | null; place: Place }) {
  const t = translator(words, place.locale);
  const here = place.path.split("/")[1] ?? "";
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <a className={styles.brand} href={`/${place.locale}`}>
          {site && <strong><Name name={site.named(site.city.name)} /></strong>}
          <span>{t("tagline")}</span>
        </a>
        <nav className={styles.languages} aria-label={t("languages")}>
          <ul>
            {locales.map((locale) => (
              <li key={locale}>
                <a href={`/${locale}${place.path}${place.search ?? ""}`} lang={locale} hrefLang={locale} aria-current={locale === place.locale ? "true" : undefined}>{ownNames[locale]}</a>
              </li>
            ))}
          </ul>
        </nav>
        <nav className={styles.sections} aria-label={t("mainMenu")}>
          <ul>
            {sections.map((section) => (
              <li key={section}>
                <a href={`/${place.locale}/${section}`} aria-current={section !== here ? undefined : place.path === `/${section}` ? "page" : "true"}>{t(section)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
