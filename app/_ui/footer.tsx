import type { Site } from "#app/_server/site.ts";
import { Name } from "#app/_ui/named.tsx";
import { site as words } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "./footer.module.css";

/** Mail, telephone and web addresses as people write them become links; anything else stays text. */
const contactLink = (contact: string): string | undefined =>
  contact.includes("@") ? `mailto:${contact}` : /^https?:/.test(contact) ? contact : /^\+?[\d\s()-]{5,}$/.test(contact) ? `tel:${contact.replace(/[^\d+]/g, "")}` : undefined;

export function Footer({ site, locale }: { site: Site | null; locale: Locale }) {
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
        {contact && <div><dt>{t("contact")}</dt><dd>{contactLink(contact) ? <a href={contactLink(contact)}>{contact}</a> : contact}</dd></div>}
        <div>
          <dt>{t("licence")}</dt>
          <dd><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. {t("licenceText")}</dd>
        </div>
      </dl>
    </footer>
  );
}
