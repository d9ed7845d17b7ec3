import type { ReactNode } from "react";
import type { Site } from "#app/_server/site.ts";
import { Footer } from "#app/_ui/footer.tsx";
import { Header } from "#app/_ui/header.tsx";
import { site as words } from "#lib/i18n/areas/site.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "./frame.module.css";

export type Place = { locale: Locale; path: string; search?: string };

/** The same surroundings for every public page. `site` is null where the city can't be read or is not set up yet. */
export function Frame({ site, place, children }: { site: Site | null; place: Place; children: ReactNode }) {
  const t = translator(words, place.locale);
  return (
    <>
      <a className={styles.skip} href="#main">{t("skip")}</a>
      {site?.city.demo && <aside className={styles.banner}><p>{t("demoBanner")}</p></aside>}
      <Header site={site} place={place} />
      <main id="main" className={styles.main} tabIndex={-1}>{children}</main>
      <Footer site={site} place={place} />
    </>
  );
}
