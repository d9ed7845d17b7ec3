import { goTo, officeLanguage } from "#app/_server/session.ts";
import { officeAddress, single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import form from "#app/office/_parts/form.module.css";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { createAccount } from "#app/office/staff/actions.ts";
import { positionFields } from "#app/office/staff/position-fields.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { findStaff, staffPerPage } from "#lib/staff/find.ts";

export const instant = false;

type Props = { searchParams: Promise<{ q?: string | string[]; page?: string | string[] }> };

/** The administrator's page: who works here, with which roles; finding and adding people. */
export default async function StaffPage({ searchParams }: Props) {
  return officeView("staff.manage", "/office/staff", (actor) => staff(actor, searchParams));
}

async function staff(actor: Actor, searchParams: Props["searchParams"]) {
  const [locale, query] = [await officeLanguage(), await searchParams];
  const words = (single(query.q) ?? "").replaceAll("\0", "").slice(0, 200);
  const page = /^[1-9]\d{0,4}$/.test(single(query.page) ?? "") ? Number(single(query.page)) : 1;
  const [{ rows, total }, reference, city] = await Promise.all([findStaff(actor, { words, page }), readReference(), officeCity()]);
  if (rows.length === 0 && page > 1) goTo(officeAddress("/office/staff", { q: words }));
  const around = translator(office, locale), code = translator(cases, locale), t = translator(officeStaff, locale);
  const departments = reference.department.map((one) => ({ value: one.code, label: nameFor(locale, one.names, city.language).text }));
  const departmentName = (of: string | null) => departments.find((one) => one.value === of)?.label ?? of;
  const at = (number: number) => officeAddress("/office/staff", { q: words, page: number > 1 ? String(number) : null });
  return (
    <Shell actor={actor} locale={locale} address={at(page)} here="staff" title={around("staff.title")}>
      <div className={style.page}>
        <h1>{around("staff.title")}</h1>
        <details className={style.add}>
          <summary>{around("staff.add")}</summary>
          <Form action={createAccount} label={around("staff.add")} words={formWords(locale)} done="" signInAddress="/office/sign-in" submits={[{ label: around("staff.create") }]}
            fields={[{ kind: "text", name: "login", label: around("staff.login"), required: true }, ...positionFields(locale, departments)]} />
        </details>
        <form role="search" action="/office/staff" className={style.find}>
          <div className={form.field}>
            <label htmlFor="find-staff">{t("find")}</label>
            <small id="find-staff-hint" className={form.hint}>{t("find.hint")}</small>
            <input id="find-staff" name="q" type="search" defaultValue={words} aria-describedby="find-staff-hint" aria-keyshortcuts="/" autoComplete="off" />
          </div>
          <button type="submit" className={form.quiet}>{t("find.submit")}</button>
        </form>
        <p className={style.quiet} role="status">{total === 0 ? t("find.none") : t("find.count", { n: total })}</p>
        <ul className={style.people}>
          {rows.map((one) => (
            <li key={one.id} className={style.person}>
              <p><OfficeLink href={`/office/staff/${one.id}`}>{one.name}</OfficeLink> · {one.login}{one.active ? null : <strong> · {around("staff.inactive")}</strong>}</p>
              <p className={style.quiet}>{[one.roles.map((role) => code(`role.${role}`)).join(", "), departmentName(one.department), one.enrolled ? t("person.factor.yes") : t("person.factor.no"), around("staff.sessions", { n: one.sessions })].filter(Boolean).join(" · ")}</p>
            </li>
          ))}
        </ul>
        {total > staffPerPage ? (
          <nav aria-label={t("find.pages")} className={style.acts}>
            {page > 1 ? <a href={at(page - 1)} rel="prev">{t("find.previous")}</a> : null}
            {page * staffPerPage < total ? <a href={at(page + 1)} rel="next">{t("find.next")}</a> : null}
          </nav>
        ) : null}
      </div>
    </Shell>
  );
}
