import styles from "./breadcrumb.module.css";
import { Name } from "#app/_ui/named.tsx";
import type { Named } from "#app/_server/site.ts";
import { site } from "#lib/i18n/areas/site.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** The way back up; the page itself is not in it, its heading follows. */
export function Breadcrumb({ locale, steps }: { locale: Locale; steps: { href: string; name: Named }[] }) {
  const t = translator(site, locale);
  const all = [{ href: `/${locale}`, name: { text: t("home") } }, ...steps];
  return (
    <nav className={styles.breadcrumb} aria-label={t("youAreHere")}>
      <ol>{all.map((step) => <li key={step.href}><a href={step.href}><Name name={step.name} /></a></li>)}</ol>
    </nav>
  );
}
