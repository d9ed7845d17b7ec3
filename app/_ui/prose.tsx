import { Fragment, type ReactNode } from "react";
import page from "#app/_ui/page.module.css";
import styles from "#app/_ui/prose.module.css";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator, type Area } from "#lib/i18n/translate.ts";

type Props = {
  words: Area<string>;
  locale: Locale;
  /** What stands after a paragraph ("data.1") or at the end of a section ("data"). */
  after?: Record<string, ReactNode>;
  children?: ReactNode;
};

/** A page of running text: a section of its words is a title (`.title`) and paragraphs numbered from 1; all there are stand here, in their order. */
export function Prose({ words, locale, after = {}, children }: Props) {
  const t = translator(words, locale);
  const sections = Object.keys(words[locale]).flatMap((key) => (key.endsWith(".title") ? [key.slice(0, -".title".length)] : []));
  const paragraphs = (section: string) => Object.keys(words[locale]).filter((key) => key.startsWith(`${section}.`) && /\.\d$/.test(key));
  return (
    <article className={page.prose}>
      <h1>{t("title")}</h1>
      <p className={page.lead}>{t("lead")}</p>
      <nav aria-label={t("contents")}>
        <ul className={styles.contents}>{sections.map((section) => <li key={section}><a href={`#${section}`}>{t(`${section}.title`)}</a></li>)}</ul>
      </nav>
      {sections.map((section) => (
        <section key={section} id={section} className={styles.section}>
          <h2>{t(`${section}.title`)}</h2>
          {paragraphs(section).map((key) => <Fragment key={key}><p>{t(key)}</p>{after[key]}</Fragment>)}
          {after[section]}
        </section>
      ))}
      {children}
    </article>
  );
}
