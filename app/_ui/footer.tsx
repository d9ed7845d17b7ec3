import { portalUrl } from "#env.ts";
import type { Site } from "#app/_server/site.ts";
import { Contact } from "#app/_ui/contact.tsx";
import type { Place } from "#app/_ui/frame.tsx";
import { Name } from "#app/_ui/named.tsx";
import { site as words } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "./footer.module.css";

/** Pages that a reader looks for at the foot. */
const pages = ["new", "reception", "methodology", "licence", "cite", "accessibility", "privacy", "about"] as const;

export function Footer({ site, place }: { site: Site | null; place: Place }) {
  const { locale, path, search = "" } = place;
  const t = translator(words, locale);
  const hasPublisher = site && Object.values(site.city.publisher).some(Boolean);
  const contact = site?.city.contact;
  return (
    <footer className={styles.footer}>
      <dl className={styles.inner}>
        {site && (
          <div>
            <dt>{t("figuresFrom")}</dt>
            <dd>{site.release ? t("released", { day: formatDay(locale, site.release.asOf) }) : t("none")}</dd>
          </div>
        )}
        {hasPublisher && <div><dt>{t("publisher")}</dt><dd><Name name={site.named(site.city.publisher)} /></dd></div>}
        {contact && <div><dt>{t("contact")}</dt><dd><Contact contact={contact} /></dd></div>}
        <div>
          <dt>{t("licence")}</dt>
          <dd><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. {t("licenceText")}</dd>
        </div>
      </dl>
      <p className={styles.printed}>{new URL(`/${locale}${path}${search}`, portalUrl()).href}</p>
      <nav className={styles.pages} aria-label={t("footMenu")}>
        <ul>{pages.map((page) => <li key={page}><a href={`/${locale}/${page}`}>{t(page === "licence" ? "licenceTerms" : page)}</a></li>)}</ul>
      </nav>
    </footer>
  );
}
