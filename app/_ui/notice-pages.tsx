import type { ReactNode } from "react";
import type { Page } from "#app/_server/public-page.tsx";
import type { Site } from "#app/_server/site.ts";
import { Frame, type Place } from "#app/_ui/frame.tsx";
import { Head } from "#app/_ui/head.tsx";
import { sections } from "#app/_ui/header.tsx";
import type { Refusal } from "#lib/errors.ts";
import { site as words } from "#lib/i18n/areas/site.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "./notice-pages.module.css";

const Notice = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={styles.notice}>
    <h1>{title}</h1>
    {children}
  </div>
);

/** 404, with the ways on. */
export function Missing({ site, place }: { site: Site | null; place: Place }) {
  const t = translator(words, place.locale);
  return (
    <Frame site={site} place={place}>
      <Head {...place} title={t("missingTitle")} status={404} />
      <Notice title={t("missingTitle")}>
        <p>{t("missingText")}</p>
        <ul className={styles.ways}>
          <li><a href={`/${place.locale}`}>{t("home")}</a></li>
          {sections.map((section) => <li key={section}><a href={`/${place.locale}/${section}`}>{t(section)}</a></li>)}
        </ul>
      </Notice>
    </Frame>
  );
}

/** 400 and its kind: what was asked for, and what there is instead. */
export function Refused({ site, place, refusal }: { site: Site | null; place: Place; refusal: Refusal }) {
  const t = translator(words, place.locale);
  return (
    <Frame site={site} place={place}>
      <Head {...place} title={t("refusedTitle")} status={refusal.status} />
      <Notice title={t("refusedTitle")}>
        <p className={styles.reason}>{refusal.say(place.locale)}</p>
        <p><a href={`/${place.locale}${place.path}`}>{t(sections.find((section) => place.path === `/${section}`) ?? "home")}</a></p>
      </Notice>
    </Frame>
  );
}

/** 503: the database is away. Never zeros, never "not found". */
export function Outage({ place }: { place: Place }) {
  const t = translator(words, place.locale);
  return (
    <Frame site={null} place={place}>
      <Head {...place} title={t("outageTitle")} status={503} />
      <Notice title={t("outageTitle")}>
        <p>{t("outageText")}</p>
        <p><a href={`/${place.locale}${place.path}${place.search ?? ""}`}>{t("retry")}</a></p>
      </Notice>
    </Frame>
  );
}

/** A portal whose city has not been set up yet has nothing to serve. */
export function NotSetUp({ place }: { place: Place }) {
  const t = translator(words, place.locale);
  return (
    <Frame site={null} place={place}>
      <Head {...place} title={t("nothingTitle")} index={false} />
      <Notice title={t("nothingTitle")}><p>{t("nothingText")}</p></Notice>
    </Frame>
  );
}

/** Every page with figures, before the first release. */
export function NothingYet(site: Site): Page {
  const t = translator(words, site.locale);
  return { title: t("nothingTitle"), index: false, body: <Notice title={t("nothingTitle")}><p>{t("nothingText")}</p></Notice> };
}
