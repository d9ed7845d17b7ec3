import type { ReactNode } from "react";
import { officeAddress } from "#app/office/_parts/address.ts";
import { keyHint } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { Keys } from "#app/office/_parts/keys.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { signOut } from "#app/office/account/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeInbox } from "#lib/i18n/areas/office-inbox.ts";
import { type Locale, locales, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Permission } from "#lib/permissions.ts";
import { type Actor, may } from "#lib/staff/actor.ts";
import style from "./shell.module.css";

const languageName: Record<Locale, string> = { kk: "Қазақша", ru: "Русский", en: "English" };

/** The office's sections, in the order of a day; what one may not use isn't shown. */
const sections = [
  ["inbox", "/office/inbox", "case.classify"], ["call", "/office/call", "call.take"], ["cases", "/office/cases", "case.read"], ["problems", "/office/problems", "case.read"],
  ["reception", "/office/reception", "reception.read"], ["delivery", "/office/delivery", "delivery.record"], ["reports", "/office/reports", "report.read"], ["releases", "/office/releases", "release.publish"], ["audit", "/office/audit", "audit.read"],
  ["routing", "/office/admin/routing", "routing.manage"], ["templates", "/office/admin/templates", "template.manage"],
  ["calendar", "/office/admin/calendar", "calendar.manage"], ["ways", "/office/admin/ways", "way.manage"], ["outbox", "/office/admin/outbox", "outbox.manage"],
  ["retention", "/office/admin/retention", "retention.manage"], ["staff", "/office/staff", "staff.manage"], ["account", "/office/account", "account.own"],
] as const satisfies readonly (readonly [string, string, Permission])[];
/** With `g` before it, a section's letter goes there. */
const letters: Partial<Record<(typeof sections)[number][0], string>> = { inbox: "i", cases: "c", problems: "p", reception: "r" };
/** A call doesn't wait: one key opens its screen from anywhere. There it leads to the number instead. */
const keys: Partial<Record<(typeof sections)[number][0], string>> = { call: "n" };
export type Section = (typeof sections)[number][0];

type Props = { actor: Actor | null; locale: Locale; address: string; here?: Section; title: string; children: ReactNode };

/** The frame of every office page: whose office, where one is, in which language, who one is. */
export async function Shell({ actor, locale, address, here, title, children }: Props) {
  const t = translator(office, locale), k = translator(officeInbox, locale);
  const city = await officeCity();
  const name = nameFor(locale, city.name, city.language);
  const links = actor ? sections.filter(([, , permission]) => may(actor, permission)).map(([key, href]) => ({ key, href, label: t(`nav.${key}`) })) : [];
  return (
    <div className={style.shell}>
      <title>{`${title} – ${t("title")}`}</title>
      <a className={style.skip} href="#content">{t("skip")}</a>
      {city.demo ? <aside className={style.demo}>{t("demo")}</aside> : null}
      <header className={style.header}>
        <p className={style.name}><strong lang={name.lang}>{name.text}</strong> {t("title")}</p>
        <nav aria-label={t("nav.label")} className={style.sections}>
          <ul>
            {links.map((link) => <li key={link.key}><OfficeLink href={link.href} aria-current={link.key === here ? "page" : undefined} data-goto={letters[link.key]} aria-keyshortcuts={link.key === here ? undefined : keys[link.key]} title={keyHint(link.label, keys[link.key] ?? (letters[link.key] && `g ${letters[link.key]}`))}>{link.label}</OfficeLink></li>)}
            <li><a href={`/${locale}`}>{t("nav.portal")}</a></li>
          </ul>
        </nav>
        <nav aria-label={t("language")}>
          <ul>
            {locales.map((one) => (
              <li key={one}>{one === locale ? <span aria-current="true" lang={one}>{languageName[one]}</span>
                : <a href={officeAddress("/office/language", { to: one, back: address })} lang={one} hrefLang={one}>{languageName[one]}</a>}</li>
            ))}
          </ul>
        </nav>
        {actor ? (
          <div className={style.who}>
            <Keys words={{ link: k("keys"), title: k("keys.title"), on: k("keys.on"), go: k("keys.go", { to: "{to}" }), help: k("keys.help"), escape: k("keys.escape"), close: k("keys.close"), about: k("keys.about") }} />
            <span>{actor.name}</span>
            <Form action={signOut} fields={[]} submits={[{ label: t("signOut"), quiet: true }]} words={formWords(locale)} done="" signInAddress="/office/sign-in" label={t("signOut")} />
          </div>
        ) : null}
      </header>
      <main id="content" className={style.main}>{children}</main>
    </div>
  );
}
