import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { createAccount, endAllSessions, issuePassword, switchAccount } from "#app/office/staff/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { roles } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { allStaff } from "#lib/staff/manage.ts";

export const instant = false;

type Props = { searchParams: Promise<{ done?: string | string[] }> };

/** The administrator's page: who works here, with which roles; adding, switching off, ending sessions. */
export default async function StaffPage({ searchParams }: Props) {
  return officeView("staff.manage", "/office/staff", (actor) => staff(actor, searchParams));
}

async function staff(actor: Actor, searchParams: Props["searchParams"]) {
  const [locale, query] = [await officeLanguage(), await searchParams];
  const [people, reference, city] = await Promise.all([allStaff(actor), readReference(), officeCity()]);
  const t = translator(office, locale), code = translator(cases, locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
  const departments = reference.department.map((one) => ({ value: one.code, label: nameFor(locale, one.names, city.language).text }));
  const departmentName = (of: string | null) => departments.find((one) => one.value === of)?.label ?? of ?? t("staff.noDepartment");
  return (
    <Shell actor={actor} locale={locale} address="/office/staff" here="staff" title={t("staff.title")}>
      <div className={style.page}>
        <h1>{t("staff.title")}</h1>
        {done ? <p role="status" className={style.notice}>{t("saved")}</p> : null}
        <details className={style.add}>
          <summary>{t("staff.add")}</summary>
          <Form {...form} action={createAccount} label={t("staff.add")} submits={[{ label: t("staff.create") }]} fields={[
            { kind: "text", name: "login", label: t("staff.login"), required: true },
            { kind: "text", name: "name", label: t("staff.name"), required: true },
            { kind: "choice", name: "roles", label: t("staff.roles"), many: true, required: true, options: roles.map((role) => ({ value: role, label: `${code(`role.${role}`)} – ${code(`role.${role}.about`)}` })) },
            { kind: "select", name: "department", label: t("staff.department"), empty: t("staff.noDepartment"), options: departments },
          ]} />
        </details>
        <p className={style.quiet}>{t("staff.deactivate.about")}</p>
        <ul className={style.people}>
          {people.map((one) => {
            const hidden = { kind: "hidden", name: "id", value: String(one.id) } as const;
            return (
              <li key={one.id} className={style.person}>
                <p><strong>{one.name}</strong> · {one.login} · {one.active ? t("staff.active") : <strong>{t("staff.inactive")}</strong>}</p>
                <p className={style.quiet}>{one.roles.map((role) => code(`role.${role}`)).join(", ")} · {departmentName(one.department)} · {t("staff.sessions", { n: one.sessions })}</p>
                <details>
                  <summary>{t("staff.acts")}</summary>
                  <div className={style.acts}>
                    {one.id === actor.id ? null : (
                      <Form {...form} action={switchAccount} label={`${one.active ? t("staff.deactivate") : t("staff.activate")}: ${one.login}`} submits={[{ label: one.active ? t("staff.deactivate") : t("staff.activate"), quiet: true }]}
                        fields={[hidden, { kind: "hidden", name: "active", value: one.active ? "no" : "yes" }]} />
                    )}
                    <Form {...form} action={endAllSessions} label={`${t("staff.revoke")}: ${one.login}`} submits={[{ label: t("staff.revoke"), quiet: true }]} fields={[hidden]} />
                    <Form {...form} action={issuePassword} label={`${t("staff.reset")}: ${one.login}`} submits={[{ label: t("staff.reset"), quiet: true }]} fields={[hidden]} />
                  </div>
                </details>
              </li>
            );
          })}
        </ul>
      </div>
    </Shell>
  );
}
